package org.nestlab.performance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.ExactGate;
import org.nestlab.exact.ExactReport;

/** The exits of whatever is named by {@code -Dnestlab.candidate}, in instructions; aborted where nothing is. */
@Tag("full")
class ExactUpgradeTests {

    @Test
    @ExactGate
    void theExitsOfTheCandidateCostNoMore(ExactReport report) {
        report.orThrow();
    }
}
