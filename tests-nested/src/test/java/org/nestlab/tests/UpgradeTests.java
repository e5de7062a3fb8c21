package org.nestlab.tests;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nestlab.UpgradeGate;
import org.nestlab.upgrade.UpgradeReport;

/** The gate for whatever is named by {@code -Dnestlab.candidate}; aborted where nothing is. */
@Tag("full")
class UpgradeTests {

    @Test
    @UpgradeGate
    void theCandidateIsStillGoodForNesting(UpgradeReport report) {
        report.orThrow();
    }
}
