package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;

class CommandLinesTests {

    @Test
    void mitigationsAreTheKernelsOwnInL1AndOffInL2() {
        MachineSpec spec = MachineSpec.of(Vendor.AMD).addArguments("nosmt").addInnerArguments("debug");

        assertThat(CommandLines.ofL1(spec, "")).endsWith(" nosmt").doesNotContain("mitigations");
        assertThat(CommandLines.ofL1(spec.withMitigations(false), "clearcpuid=158"))
                .endsWith(" clearcpuid=158 mitigations=off nosmt");
        assertThat(CommandLines.ofL2(spec)).endsWith(" mitigations=off debug").doesNotContain("nosmt");
    }

    @Test
    void handsKvmsParametersToItsModules() {
        assertThat(CommandLines.parameters(
                        "nosmt kvm_intel.ept=0 kvm-intel.nested=0 kvm_intel.nested=1 kvm.ignore_msrs=1 kvm_amd.npt=0 usb.x=1 a.b=c.d",
                        Vendor.INTEL))
                .isEqualTo(Map.of("kvm_intel", Map.of("ept", "0", "nested", "1"), "kvm", Map.of("ignore_msrs", "1")));
    }

    @Test
    void readsAnyCommandLine() {
        Untidy.of("kvm_intel.ept=0 nosmt")
                .with(" ", ".", "=")
                .isRead(text -> CommandLines.parameters(text, Vendor.INTEL));
    }
}
