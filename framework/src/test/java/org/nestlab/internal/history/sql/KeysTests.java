package org.nestlab.internal.history.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.EvidenceQuery;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;

/** The keys are those under which earlier versions kept their evidence: another key would not find it. */
class KeysTests {

    private static final Metric IOPS = Metric.higherIsBetter("fio-randread-4k.iops", "IOPS");

    private static final Comparison KEPT = Comparison.of(IOPS, "fio-randread-4k")
            .withSettings(Map.of("iodepth", "128"))
            .withVerdict(new Threshold.AtLeast(0.45, "thresholds.yaml:3", false), null);

    @Test
    void aMachineComparedWithItselfHasTheKeyItAlwaysHad() {
        assertThat(Keys.evidence(query(true)))
                .isEqualTo("2833e879f1cc1fc9e44a32354a0776dba74780c2cd6a49ed715461128498e181");
        assertThat(Keys.evidence(query(false))).isNotEqualTo(Keys.evidence(query(true)));
    }

    @Test
    void whatIsAskedForIsWhatWasKept() {
        EvidenceQuery query = query(false);

        assertThat(Keys.evidence(query.design(), KEPT)).isEqualTo(Keys.evidence(query));
    }

    private static EvidenceQuery query(boolean withItself) {
        ExperimentDesign design = ExperimentDesign.of(
                        new UUID(1, 2), Instant.parse("2026-11-23T20:00:00Z"), Tier.EMULATED, LevelPair.parse("L1/L1"))
                .withRun("20261123-200000-abcd")
                .withTest("nestlab calibrate measure")
                .withLab("kvm-in-kvm")
                .withSubject("L1 hypervisor")
                .withReference("L1 hypervisor")
                .withSeed(7)
                .withProfile("quick")
                .withSetup(Map.of("measure", "3000 ms"))
                .withItself(withItself)
                .withStrict(true)
                .withFingerprint(
                        new Fingerprint(Map.of("L1.kernel", "6.1.0-41"), Map.of("L0.governor", "performance")));
        return new EvidenceQuery(design, IOPS, "fio-randread-4k", Map.of("iodepth", "128"), Threshold.atLeast(0.45));
    }
}
