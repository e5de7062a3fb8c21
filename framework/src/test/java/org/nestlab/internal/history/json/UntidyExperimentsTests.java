package org.nestlab.internal.history.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.history.Experiments;

/** What is read back from a file or a database may have been spoilt there: it is an experiment, or it is refused. */
class UntidyExperimentsTests {

    private static final Experiment ONE = Experiments.ofAllShapes();

    @Test
    void wholeExperiments() {
        Untidy.of(ExperimentJson.write(ONE))
                .with("\"kind\":", "null", "{}", "[]", "[{", "\"verdict\":\"within\"", "1e400", "\"PT1S\"", "\"L9/L9\"")
                .isReadOrRefused(IllegalArgumentException.class, text -> {
                    Experiment read = ExperimentJson.read(text);
                    assertThat(ExperimentJson.read(ExperimentJson.write(read))).isEqualTo(read);
                });
    }

    @Test
    void partsOfThem() {
        Untidy.of(ExperimentJson.head(ONE), "[]", "3")
                .with("null", "{}", "[]")
                .isReadOrRefused(
                        IllegalArgumentException.class,
                        text -> ExperimentJson.experiment(text, ONE.design().fingerprint(), List.of()));
        Untidy.of(ExperimentJson.head(ONE.comparisons().get(0)))
                .with("null", "{}", "[]")
                .isReadOrRefused(
                        IllegalArgumentException.class, text -> ExperimentJson.comparison(text, List.of(), List.of()));
        Untidy.of(ExperimentJson.head(ONE))
                .with("null", "{}", "[]")
                .isReadOrRefused(
                        IllegalArgumentException.class,
                        text -> OutcomeJson.experiment(text, ONE.design().fingerprint(), List.of()));
        Untidy.of(ExperimentJson.head(ONE.comparisons().get(0)))
                .with("null", "{}", "[]")
                .isReadOrRefused(
                        IllegalArgumentException.class,
                        text -> OutcomeJson.metric(text, new double[] {1}, new double[] {2}));
        Untidy.of(ExperimentJson.fingerprint(ONE.design().fingerprint()))
                .with("null", "{}", "[]")
                .isReadOrRefused(IllegalArgumentException.class, ExperimentJson::fingerprint);
        Untidy.of("{\"exits\":1.5}")
                .with("null", "{}", "[]")
                .isReadOrRefused(IllegalArgumentException.class, text -> ExperimentJson.sample(1, text));
    }
}
