package org.nestlab.assertion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.Vendor;
import org.nestlab.explain.ExitReason;
import org.nestlab.explain.Explanation;
import org.nestlab.explain.LevelExits;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Metric;

/** On figures like those of 3,000 reads of 4 KiB. */
class ExplanationAssertTests {

    private static final double READS = 3_000;

    private static Explanation explanation(double operations, long statistic) {
        List<ExitReason> reasons =
                List.of(reason("MSR", 6_000, 0.75, operations), reason("NPF", 2_000, 0.25, operations));
        LevelExits exits = LevelExits.of(
                "L2 guest",
                "L1 hypervisor",
                Vendor.AMD,
                operations,
                reasons,
                List.of(),
                0,
                0,
                statistic,
                Map.of("npt", "Y"));
        return Explanation.of(
                "L2:reads",
                Tier.EMULATED,
                Metric.higherIsBetter("reads.iops", "IOPS"),
                400,
                750,
                operations,
                List.of(exits),
                List.of());
    }

    private static ExitReason reason(String name, long count, double share, double operations) {
        return new ExitReason(name, count, share, operations, "");
    }

    private static void fails(ThrowingCallable claim, String... parts) {
        assertThatThrownBy(claim).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }

    @Test
    void whatHoldsPasses() {
        assertThatCode(() -> assertThat(explanation(READS, 8_050))
                        .countsEveryExit()
                        .hasReason("NPF")
                        .hasMostFrequentReason("MSR")
                        .hasExitsPerOperationAtMost(2.67)
                        .hasExitsPerOperationAtMost("MSR", 2)
                        .hasExitsPerOperationAtMost("CPUID", 0)
                        .hasShareAtMost("NPF", 0.25)
                        .hasShareAtMost("CPUID", 0))
                .doesNotThrowAnyException();
    }

    @Test
    void theMessageSaysWhatWasSeenAndShowsTheTable() {
        assertThatThrownBy(() -> assertThat(explanation(READS, 8_000)).hasExitsPerOperationAtMost("MSR", 1.5))
                .hasMessageStartingWith("""
                        L2 guest, L2:reads: the guest exits too often for the reason MSR
                          observed: 2.000 for an operation
                          expected: at most 1.500
                        """)
                .hasMessageContaining("  NPF           2,000  25.0 %    0.667 an operation");
    }

    @Test
    void eachClaimCanFail() {
        Explanation seen = explanation(READS, 9_000);
        fails(() -> assertThat(seen).countsEveryExit(), "observed: 8000 exits by reason", "grew by 9000");
        fails(() -> assertThat(explanation(READS, 0)).countsEveryExit(), "did not grow, or was set back");
        fails(() -> assertThat(seen).hasReason("CPUID"), "observed: MSR, NPF", "expected: CPUID");
        fails(() -> assertThat(seen).hasMostFrequentReason("NPF"), "observed: MSR", "expected: NPF");
        fails(() -> assertThat(seen).hasExitsPerOperationAtMost(2.6), "observed: 2.667 for an operation");
        fails(() -> assertThat(seen).hasShareAtMost("NPF", 0.2), "observed: 25.0 %", "expected: at most 20.0 %");
    }

    @Test
    void withoutOperationsNoFigureForOneHolds() {
        Explanation seen = explanation(0, 8_000);
        fails(() -> assertThat(seen).hasExitsPerOperationAtMost(99), "unknown, as the workload counts no operations");
        fails(() -> assertThat(seen).hasExitsPerOperationAtMost("CPUID", 99), "unknown");
    }
}
