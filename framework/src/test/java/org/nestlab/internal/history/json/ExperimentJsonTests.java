package org.nestlab.internal.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.history.Experiments;
import org.nestlab.verdict.Comparison;

/** Experiments are read as they were written, by any version; what is not told to be unproven is proven. */
class ExperimentJsonTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Experiment ALL = Experiments.ofAllShapes();

    @Test
    void whatIsNotProvenIsKept() {
        assertThat(ALL.comparisons()).anyMatch(it -> !it.unproven().isEmpty());
        assertThat(ExperimentJson.read(ExperimentJson.write(ALL))).isEqualTo(ALL);
        for (Comparison comparison : ALL.comparisons()) {
            assertThat(again(ExperimentJson.head(comparison), comparison)).isEqualTo(comparison);
        }
    }

    @Test
    void anEarlierHeadIsRead() {
        Comparison proven = ALL.comparisons().stream()
                .filter(it -> it.unproven().isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(ExperimentJson.head(proven)).doesNotContain("unproven");
        assertThat(again(ExperimentJson.head(proven), proven)).isEqualTo(proven);
    }

    @Test
    void anEarlierExperimentIsRead() {
        String written = ExperimentJson.write(ALL);
        String earlier = written.replaceAll(",\"unproven\":\\[[^]]*+]", "");

        assertThat(earlier).isNotEqualTo(written).doesNotContain("unproven");
        assertThat(ExperimentJson.read(earlier).comparisons())
                .hasSameSizeAs(ALL.comparisons())
                .allMatch(it -> it.unproven().isEmpty());
    }

    @Test
    void anExperimentIsWrittenAsItWasFromTheFirst() throws Exception {
        String earlier = stored();
        Experiment read = ExperimentJson.read(earlier);

        assertThat(read.design().withItself()).isTrue();
        assertThat(read.design().setup()).containsOnly(entry("measure", "3000 ms"));
        // an object's fields may come in any order where they are a map's
        assertThat(JSON.readTree(ExperimentJson.write(read))).isEqualTo(JSON.readTree(earlier));
        assertThat(names(ExperimentJson.write(read))).isEqualTo(names(earlier));
        assertThat(names(ExperimentJson.head(read))).isEqualTo(without(names(earlier), "fingerprint", "comparisons"));
        for (Comparison comparison : read.comparisons()) {
            String head = ExperimentJson.head(comparison);
            assertThat(names(head)).contains("threshold", "verdict", "estimate");
            assertThat(again(head, comparison)).isEqualTo(comparison);
        }
    }

    @Test
    void aMachineComparedWithItselfIsToldFromASetUp() {
        Experiment plain = Experiments.experiment(Duration.ZERO);

        assertThat(ExperimentJson.read(ExperimentJson.write(plain)).design().withItself())
                .isFalse();
        assertThat(ExperimentJson.head(plain)).doesNotContain("the subject itself");
    }

    private static String stored() throws IOException {
        try (InputStream file = ExperimentJsonTests.class.getResourceAsStream("experiment-0.1.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> names(String object) throws IOException {
        List<String> names = new ArrayList<>();
        JSON.readTree(object).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> without(List<String> names, String... left) {
        return names.stream().filter(name -> !List.of(left).contains(name)).toList();
    }

    private static Comparison again(String head, Comparison whole) {
        return ExperimentJson.comparison(head, whole.carried(), whole.pairs());
    }
}
