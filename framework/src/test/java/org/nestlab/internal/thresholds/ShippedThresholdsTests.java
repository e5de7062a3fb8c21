package org.nestlab.internal.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

/** The file that this project's own performance tests are judged by. */
class ShippedThresholdsTests {

    private static final LevelPair L1_L0 = LevelPair.parse("L1/L0");
    private static final LevelPair L2_L1 = LevelPair.parse("L2/L1");

    private static Thresholds shipped() throws IOException {
        return Thresholds.read(
                "thresholds.yaml",
                Files.readString(Path.of("../tests-performance/src/test/resources/thresholds.yaml")));
    }

    @Test
    void theyAreOfKnownMetrics() throws IOException {
        assertThat(shipped().metrics()).isNotEmpty();
        assertThat(shipped().unknown(KnownMetrics.names())).isEmpty();
    }

    @Test
    void onHardwareBothStepsAreJudgedAndOnTheEmulatedTierWhatNestingCosts() throws IOException {
        Thresholds shipped = shipped();

        assertThat(shipped.metrics()).allSatisfy(metric -> {
            assertThat(shipped.of(Tier.KVM, L1_L0, metric)).isPresent();
            assertThat(shipped.of(Tier.KVM, L2_L1, metric)).isPresent();
            assertThat(shipped.of(Tier.EMULATED, L2_L1, metric)).isPresent();
            assertThat(shipped.of(Tier.EMULATED, L1_L0, metric)).isEmpty();
        });
    }

    @Test
    void aLimitThatSomebodyNamesJudgesThePriceOfEmulationToo() throws IOException {
        String metric = "sysbench-cpu-single.events";

        Optional<Threshold> named = shipped()
                .overriddenBy(key ->
                        key.equals("nestlab.threshold." + metric + ".L1/L0") ? Optional.of("0.05") : Optional.empty())
                .of(Tier.EMULATED, L1_L0, metric);

        assertThat(named.orElseThrow().floor()).isEqualTo(0.05);
    }
}
