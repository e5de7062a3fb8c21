package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.upgrade.Outcome;

class CostCheckTests {

    private static final MachineSpec MACHINE = MachineSpec.of(Vendor.AMD);

    private final ExactCosts real = Costs.real();
    private final ExactCosts dearer = Costs.with(real, "L3:cpuid", was -> was * 2, 8);
    private final Accepted accepted = Accepted.of(real, "looked at", "2026-11-30");

    @Test
    void sameKernelsOnTheSameEmulatorAreCompared() {
        assertThat(judge(real, accepted).outcome()).isEqualTo(Outcome.GOOD);
        assertThat(judge(dearer, accepted).outcome()).isEqualTo(Outcome.WORSE);
    }

    @Test
    void anotherKernelAloneIsNeverRedAndIsTold() {
        ExactCosts newer = new ExactCosts(dearer.machine(), "6.1.0-99-cloud-amd64", dearer.identity(), dearer.costs());

        Part part = judge(newer, accepted);

        assertThat(part.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(part.notes())
                .singleElement()
                .asString()
                .startsWith(
                        "nothing to compare with: the figures accepted on 2026-11-30 are of the kernel 6.1.0-57-cloud-amd64, and this is 6.1.0-99-cloud-amd64");
    }

    @Test
    void anotherProgramIsNothingToCompareWith() {
        Part part = judge(Costs.byProbe(dearer, "ef".repeat(32)), accepted);

        assertThat(part.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(part.notes())
                .singleElement()
                .asString()
                .startsWith(
                        "nothing to compare with: the figures accepted on 2026-11-30 are of another measuring program");
    }

    @Test
    void withoutAcceptedFiguresTheLimitsDecide() {
        assertThat(judge(dearer, null).outcome()).isEqualTo(Outcome.GOOD);

        Part part = new CostCheck(ExactLimits.read("t.yaml", "exact: {amd: {L3:cpuid: {exitsAtMost: 9}}}"))
                .judge(MACHINE, new Measured.Figures(dearer, List.of(), ""), null);

        assertThat(part.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(part.notes()).containsExactly("nothing to compare with: no figures of amd were accepted");
    }

    @Test
    void aMachineWithoutFiguresIsJudgedByWhatEndedIt() {
        Part part = new CostCheck(ExactLimits.none())
                .judge(MACHINE, new Measured.Nothing(Outcome.DOES_NOT_WORK, "L1 panicked", ""), accepted);

        assertThat(part.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(part.reason()).isEqualTo("L1 panicked");
    }

    private static Part judge(ExactCosts costs, @Nullable Accepted accepted) {
        return new CostCheck(ExactLimits.none()).judge(MACHINE, new Measured.Figures(costs, List.of(), ""), accepted);
    }
}
