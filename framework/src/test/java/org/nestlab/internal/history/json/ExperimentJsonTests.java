package org.nestlab.internal.history.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.history.Experiments;
import org.nestlab.verdict.Comparison;

/** What was written before it was told what is not proven is read as if all was. */
class ExperimentJsonTests {

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

    private static Comparison again(String head, Comparison whole) {
        return ExperimentJson.comparison(head, whole.carried(), whole.pairs());
    }
}
