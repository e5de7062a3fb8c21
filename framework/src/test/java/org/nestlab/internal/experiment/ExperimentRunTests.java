package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.experiment.Measured.comparison;
import static org.nestlab.experiment.Measured.experiment;
import static org.nestlab.experiment.Measured.judged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.LevelPair;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

class ExperimentRunTests {

    private static final Metric IOPS = Metric.higherIsBetter("fio.iops", "IOPS");
    private static final Metric TIME = Metric.lowerIsBetter("hackbench.time", "s");
    private static final Threshold FLOOR = new Threshold.AtLeast(0.45, "thresholds.yaml:12", true);

    private static final Comparison OPEN =
            judged(IOPS, 45, 100, 5, FLOOR, new Verdict.Inconclusive("evidence for 3.2 of 20"));
    private static final Comparison INVALID =
            judged(TIME, 1, 1, 0, Threshold.noWorse(0.1), new Verdict.Invalid("not one pair was measured"));
    private static final Comparison EXCEEDED = judged(IOPS, 30, 100, 9, FLOOR, new Verdict.Exceeded("0.300"));
    private static final Comparison UNJUDGED = comparison(TIME, 100, 100, 9);

    @TempDir
    private Path output;

    private final List<Map<LevelPair, Set<String>>> asked = new ArrayList<>();
    private final List<Experiment> told = new ArrayList<>();
    private final List<Comparison> verdictsTold = new ArrayList<>();
    private final ExperimentListeners listeners = new ExperimentListeners(List.of(new ExperimentListener() {
        @Override
        public void ended(Experiment experiment) {
            told.add(experiment);
        }

        @Override
        public void judged(Experiment experiment, List<Comparison> comparisons) {
            verdictsTold.addAll(comparisons);
        }
    }));

    @Test
    void aRunThatDecidedNothingFails() {
        ExperimentRun run = run(output);
        run.ended(of(OPEN, INVALID, UNJUDGED));
        run.ended(of(OPEN));
        assertThatThrownBy(run::close)
                .isInstanceOf(InconclusiveError.class)
                .hasMessage("not one of 3 judged metrics was decided in this run, so that it says nothing: see "
                        + output.resolve("verdicts.json")
                        + "; run again to go on from this evidence, or measure longer with -Dnestlab.profile=thorough");
    }

    @Test
    void oneDecisionMakesARunSaySomething() {
        ExperimentRun run = run(output);
        run.ended(of(OPEN, EXCEEDED));
        assertThatCode(run::close).doesNotThrowAnyException();
    }

    @Test
    void aRunThatJudgedNothingPasses() {
        ExperimentRun run = run(output);
        run.ended(of(UNJUDGED));
        assertThatCode(run::close).doesNotThrowAnyException();
        assertThatCode(run(output)::close).doesNotThrowAnyException();
    }

    @Test
    void theThresholdsAreToldAtTheEndWhatWasMeasured() {
        ExperimentRun run = run(output);
        run.ended(of(OPEN, UNJUDGED));
        run.ended(of(EXCEEDED));
        assertThat(asked).isEmpty();
        run.close();
        assertThat(asked).containsExactly(Map.of(LevelPair.parse("L2/L1"), Set.of("fio.iops", "hackbench.time")));
    }

    @Test
    void allVerdictsAreInOneFileAfterEachExperiment() throws IOException {
        ExperimentRun run = run(output);
        run.ended(of(OPEN));
        assertThat(verdicts().get("verdicts")).hasSize(1);
        run.ended(of(EXCEEDED, INVALID, UNJUDGED));
        JsonNode file = verdicts();
        assertThat(file.get("run").asText()).isEqualTo(run.id()).matches("\\d{8}-\\d{6}-[0-9a-f]{4}");
        assertThat(file.get("counts"))
                .hasToString("{\"exceeded\":1,\"inconclusive\":1,\"invalid\":1,\"not judged\":1}");
        assertThat(file.get("verdicts").get(0)).isEqualTo(new ObjectMapper().readTree("""
                {"metric":"fio.iops","levels":"L2/L1","verdict":"inconclusive","reason":"evidence for 3.2 of 20","ratio":0.45,
                "low":null,"high":null,"limit":0.45,"limitSource":"thresholds.yaml:12","starter":true,"pairs":5,
                "carriedPairs":0,"rejectedPairs":0,"unproven":[],"tier":"emulated","strict":false,"lab":"kvm-in-kvm",
                "test":"DiskTests.reads","subject":"L2 guest","reference":"L1 hypervisor","seed":"42",
                "experiment":"0a1b2c3d-0000-4000-8000-000000000001"}"""));
        JsonNode exceeded = file.get("verdicts").get(1);
        assertThat(exceeded.get("verdict").asText()).isEqualTo("exceeded");
        assertThat(exceeded.get("low").asDouble()).isBetween(0.28, 0.3);
        assertThat(exceeded.get("high").asDouble()).isBetween(0.3, 0.32);
        JsonNode invalid = file.get("verdicts").get(2);
        assertThat(invalid.get("ratio").isNull()).isTrue();
        assertThat(invalid.get("limit").asDouble()).isEqualTo(0.9);
        assertThat(invalid.get("limitSource").asText()).isEqualTo("test");
        JsonNode unjudged = file.get("verdicts").get(3);
        assertThat(unjudged.get("verdict").asText()).isEqualTo("not judged");
        assertThat(unjudged.get("reason").asText()).isEqualTo("no threshold");
        assertThat(unjudged.get("limit").isNull()).isTrue();
        assertThat(output.toFile().list())
                .containsExactlyInAnyOrder(
                        "verdicts.json", "overhead-emulated.txt", "overhead-emulated.md", "overhead-emulated.csv");
    }

    @Test
    void aFileThatCannotBeWrittenStopsNothing() throws IOException {
        Path taken = Files.writeString(output.resolve("taken"), "no folder");
        ExperimentRun run = run(taken);
        run.ended(of(EXCEEDED));
        assertThat(told).hasSize(1);
        assertThatCode(run::close).doesNotThrowAnyException();
    }

    @Test
    void listenersAreToldOfAnExperimentAndOfItsVerdicts() {
        Experiment experiment = of(EXCEEDED);
        run(output).ended(experiment);

        listeners.judged(experiment, List.of(EXCEEDED));

        assertThat(told).containsExactly(experiment);
        assertThat(verdictsTold).containsExactly(EXCEEDED);
    }

    @Test
    void listenersAreToldNothingOfARunThatIsNotReported() {
        Experiment experiment = of(EXCEEDED);
        run(output, Map.of("nestlab.report", "off")).ended(experiment);

        listeners.judged(experiment, List.of(EXCEEDED));

        assertThat(told).isEmpty();
        assertThat(verdictsTold).isEmpty();
    }

    private JsonNode verdicts() throws IOException {
        return new ObjectMapper().readTree(output.resolve("verdicts.json").toFile());
    }

    private static Experiment of(Comparison... comparisons) {
        return experiment(Tier.EMULATED, "L2/L1", false, comparisons);
    }

    private ExperimentRun run(Path folder) {
        return run(folder, Map.of());
    }

    private ExperimentRun run(Path folder, Map<String, String> also) {
        ThresholdSource thresholds = new ThresholdSource() {
            @Override
            public Optional<Threshold> of(Tier tier, LevelPair levels, String metric) {
                return Optional.empty();
            }

            @Override
            public List<String> unused(Map<LevelPair, Set<String>> measured) {
                asked.add(measured);
                return List.of("a line with 100 % and {} in it");
            }
        };
        Settings settings = Settings.from(key ->
                key.equals("nestlab.output.dir") ? Optional.of(folder.toString()) : Optional.ofNullable(also.get(key)));
        return new ExperimentRun(
                settings,
                (lab, subject, reference, timing, all) -> {
                    throw new AssertionError("nothing is measured here");
                },
                thresholds,
                Histories.open(Optional.empty(), folder),
                listeners);
    }
}
