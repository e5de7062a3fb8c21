package org.nestlab.assertion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineFacts;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Machines;
import org.nestlab.machine.Level;

class BootedMachineAssertTests {

    private static final MachineSpec SPEC = MachineSpec.of(Vendor.INTEL);
    private static final BootedMachine GOOD = Machines.that(SPEC, List.of("cpuid"));
    private static final MachineFacts NO_KVM =
            MachineFacts.of("6.99", false, Set.of("fpu"), new TreeMap<>(), "", List.of());
    private static final BootedMachine BAD = Machines.of(SPEC, NO_KVM, MachineFacts.none());

    @Test
    void whatHoldsPasses() {
        assertThatCode(() -> assertThat(GOOD)
                        .finished()
                        .hasKvmDevice(Level.L1)
                        .hasKvmDevice(Level.L2)
                        .hasVendorFlags(Level.L1)
                        .hasVendorFlags(Level.L2)
                        .hasKvmParameter("kvm_intel.ept", "1")
                        .runsGuest()
                        .runsGuestOfGuest()
                        .hasNoKernelWarning())
                .doesNotThrowAnyException();
    }

    @Test
    void sayWhichMachineWhatWasSeenAndWhatWasWanted() {
        assertThatThrownBy(() -> assertThat(BAD).hasVendorFlags(Level.L1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        exact machine intel, kernel package:linux-image-cloud-amd64/bookworm, seed 1 on an emulator: L1's CPU lacks vmx, ept, vpid
                          observed: flags fpu
                          expected: flags vmx ept vpid
                          remedy:   take another CPU model: MachineSpec.withCpuModel""");
    }

    @Test
    void eachClaimCanFail() {
        assertThatThrownBy(() -> assertThat(BAD).hasKvmDevice(Level.L1)).hasMessageContaining("L1 has no KVM device");
        assertThatThrownBy(() -> assertThat(BAD).hasKvmDevice(Level.L2)).hasMessageContaining("it said nothing");
        assertThatThrownBy(() -> assertThat(BAD).runsGuest()).hasMessageContaining("L1 ran no guest");
        assertThatThrownBy(() -> assertThat(Machines.of(SPEC, GOOD.l1(), MachineFacts.none()))
                        .runsGuest())
                .hasMessageContaining("L2 did not come up");
        assertThatThrownBy(
                        () -> assertThat(Machines.of(SPEC, GOOD.l1(), NO_KVM)).runsGuest())
                .hasMessageContaining("detected no hypervisor");
        assertThatThrownBy(() -> assertThat(BAD).runsGuestOfGuest()).hasMessageContaining("L2 ran no guest");
        assertThatThrownBy(() -> assertThat(GOOD).hasKvmParameter("kvm_intel.ept", "N"))
                .hasMessageContaining("observed: kvm_intel.ept=Y");
        assertThatThrownBy(() -> assertThat(GOOD).hasKvmParameter("kvm_intel.nosuch", "N"))
                .hasMessageContaining("kvm_intel.nosuch=(none)");
    }

    @Test
    void amdHasFlagsOfItsOwn() {
        BootedMachine amd = Machines.of(MachineSpec.of(Vendor.AMD), NO_KVM, NO_KVM);

        assertThatThrownBy(() -> assertThat(amd).hasVendorFlags(Level.L2))
                .hasMessageContaining("L2's CPU lacks svm, npt");
    }
}
