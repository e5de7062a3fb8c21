package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.stack.Stack;

class CostReplayTests {

    private static final MachineSpec INTEL = MachineSpec.of(Vendor.INTEL);

    @Test
    void namesWhatIsNotUsual() {
        assertThat(CostReplay.command(INTEL, Subject.EXITS)).isEqualTo("nestlab exact --vendor intel --seeds 1");
        assertThat(CostReplay.command(
                        INTEL.on(
                                        Stack.parse(
                                                "L1.kernel=package:linux-image-cloud-amd64/trixie-backports,L1.kvm_intel.ept=0"))
                                .withMitigations(false)
                                .withSeed(7),
                        Subject.REQUESTS))
                .isEqualTo("nestlab exact --vendor intel"
                        + " --candidate L1.kernel=package:linux-image-cloud-amd64/trixie-backports"
                        + " --candidate L1.cmdline=kvm_intel.ept=0 --mitigations off --io --seeds 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L1.kernel=image",
                "L1.kernel=deb:/a folder/linux.deb,L1.cmdline=nosmt kvm_amd.npt=0",
                "L2.kernel=package:linux-image-cloud-amd64=6.1.192-3,L2.cmdline=quiet",
                "L1.cpu=EPYC +vgif -npt,L1.nesting=on",
                "L1.cpu=max"
            })
    void meansTheSameMachine(String stack) {
        for (Vendor vendor : Vendor.values()) {
            MachineSpec machine = MachineSpec.of(vendor).on(Stack.parse(stack));
            List<String> again = CostReplay.stack(machine);
            assertThat(MachineSpec.of(vendor).on(Stack.parse(again))).isEqualTo(machine);
        }
    }
}
