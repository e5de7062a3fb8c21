package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.Costs;
import org.nestlab.internal.exact.cost.Measured;

/** {@code nestlab gate --exact}. */
class GateExactTests extends GateFixture {

    @Test
    void aCandidateThatIsAsFastIsWorseWhereItsExitsCostMore() {
        exact = (settings, limit, subject, reasons, progress) -> GateExactTests::slowWithAnArgument;

        assertThat(gate("--exact", "--candidate", "L1.cmdline=quiet", "--workload", "L1:sysbench-cpu-single"))
                .isZero();
        assertThat(gate("--exact", "--candidate", "L1.cmdline=slow", "--workload", "L1:sysbench-cpu-single"))
                .isEqualTo(1);
        assertThat(gate("--candidate", "L1.cmdline=slow", "--workload", "L1:sysbench-cpu-single"))
                .as("the labs alone")
                .isZero();
    }

    @Test
    void refusesWhatAnExactMachineHasNotBeforeAnythingIsBooted() {
        assertThat(gate("--exact", "--candidate", "L0.hypervisor=debian:trixie"))
                .isEqualTo(2);
    }

    private static Measured slowWithAnArgument(MachineSpec machine) {
        if (machine.vendor() == Vendor.INTEL) {
            throw new HostNotCapableException("L0 host: there is no Bochs");
        }
        boolean slow = machine.kernel().arguments().contains("slow");
        return new Measured.Figures(
                Costs.with(Costs.real(), "L3:cpuid", was -> slow ? was + was / 10 : was, 0), List.of(), "");
    }
}
