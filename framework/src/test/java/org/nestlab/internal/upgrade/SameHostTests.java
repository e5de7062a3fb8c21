package org.nestlab.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Fingerprint;

class SameHostTests {

    private static SameHost compared(Map<String, String> before, Map<String, String> after) {
        return SameHost.of(new Fingerprint(before, Map.of()), new Fingerprint(Map.of(), after));
    }

    private static SameHost changed(String name) {
        return compared(Map.of(name, "a"), Map.of(name, "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L0.kernel",
                "L0.kernel.build",
                "L0.lsm",
                "L0.scaling.driver",
                "L0.clocksource",
                "L0.vulnerability.retbleed",
                "L0.cpu.flags",
                "L0.kvm_amd.vgif",
                "L0.kvm.halt_poll_ns",
                "L1.vulnerability.retbleed",
                "L1.cpu.flags",
                "L1.cpu.vmx",
                "L1.kvm_intel.ept",
                "L2.clocksource",
                "L1.microcode"
            })
    void whatComesWithTheKernelMayDiffer(String name) {
        assertThat(changed(name).comes()).containsExactly(Difference.of(name, "a", "b"));
        assertThat(changed(name).others()).isEmpty();
        assertThat(changed(name).same()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tier",
                "image",
                "L0.cpu",
                "L0.cpu.version",
                "L0.cpus",
                "L0.microcode",
                "L0.mitigations",
                "L0.kernel.options",
                "L0.qemu",
                "L0.libvirt",
                "L0.governor",
                "L0.smt",
                "L0.turbo",
                "L0.memory",
                "L0.huge.pages.transparent",
                "L0.selinux.enforcing",
                "L1.kernel",
                "L1.qemu",
                "L1.mitigations",
                "L2.kernel.build"
            })
    void nothingElseMay(String name) {
        assertThat(changed(name).others()).containsExactly(Difference.of(name, "a", "b"));
        assertThat(changed(name).comes()).isEmpty();
    }

    @Test
    void governorsComeWithTheDriver() {
        SameHost it = compared(
                Map.of("L0.governor", "schedutil", "L0.scaling.driver", "acpi-cpufreq"),
                Map.of("L0.governor", "powersave", "L0.scaling.driver", "amd-pstate-epp"));
        assertThat(it.others()).isEmpty();
        assertThat(it.comes()).hasSize(2);
    }

    @Test
    void aStepOfRoundedMemoryIsNone() {
        assertThat(compared(Map.of("L0.memory", "3.75 GiB"), Map.of("L0.memory", "4.00 GiB"))
                        .same())
                .isTrue();
        assertThat(compared(Map.of("L0.memory", "3.75 GiB"), Map.of("L0.memory", "4.25 GiB"))
                        .others())
                .hasSize(1);
    }

    @Test
    void ofManyFlagsThoseAreToldThatDiffer() {
        SameHost it = compared(Map.of("L1.cpu.flags", "aes avx svm"), Map.of("L1.cpu.flags", "aes svm vnmi x2apic"));
        assertThat(SameHost.words(it.comes())).isEqualTo("L1.cpu.flags lost avx, gained vnmi x2apic");
        assertThat(SameHost.words(compared(Map.of("L0.cpu.vmx", "ept"), Map.of("L0.cpu.vmx", ""))
                        .comes()))
                .isEqualTo("L0.cpu.vmx lost ept, gained nothing");
    }

    @Test
    void whatIsNotKnownIsADifferenceToo() {
        SameHost it = compared(Map.of("L0.qemu", "7.2.22"), Map.of("L1.qemu", "7.2.22"));
        assertThat(SameHost.words(it.others()))
                .isEqualTo("L0.qemu was 7.2.22, is not known; L1.qemu was not known, is 7.2.22");
    }
}
