package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

class DrawnTests {

    static List<LabSpec> specs() {
        return List.of(
                LabSpec.kvmInKvm(),
                LabSpec.hypervisorOnly(),
                LabSpec.kvmInKvm().addGuest(GuestSpec.hypervisor().withName("second")),
                LabSpec.kvmInKvm().withL1(l1 -> l1.addGuest(GuestSpec.guest().withName("beside"))));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void planningAgainWithWhatWasDrawnGivesTheSamePlan(LabSpec spec) {
        LabPlan plan = LabPlanner.plan(spec, Plans.input(Tier.EMULATED, "192.168.139.0/24", "192.168.140.0/24"));

        PlanInput later = Plans.input(Tier.EMULATED, 64_000, 1L << 40, UUID::randomUUID, "192.168.200.0/24");

        assertThat(LabPlanner.plan(spec, later.again(Drawn.of(plan)))).isEqualTo(plan);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aSubnetThatIsInUseMeanwhileIsRefused(LabSpec spec) {
        LabPlan plan = LabPlanner.plan(spec, Plans.input(Tier.EMULATED));
        Drawn drawn = Drawn.of(plan);
        PlanInput later = Plans.input(Tier.EMULATED, drawn.subnets().get(0));

        assertThatThrownBy(() -> LabPlanner.plan(spec, later.again(drawn)))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("no free subnet")
                .hasMessageContaining(drawn.subnets().get(0));
    }
}
