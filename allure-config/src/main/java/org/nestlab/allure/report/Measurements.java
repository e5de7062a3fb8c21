package org.nestlab.allure.report;

import java.util.List;
import java.util.stream.Stream;
import org.nestlab.allure.chart.Trend;
import org.nestlab.experiment.Experiment;
import org.nestlab.spec.Tier;

/**
 * All that the overhead page is drawn from.
 *
 * @param tiers those that were ever measured
 * @param matrices of the run that is reported
 * @param problems what could not be read, and why
 */
record Measurements(List<OfTier> tiers, List<MatrixOfRun> matrices, List<String> problems) {

    Measurements {
        tiers = List.copyOf(tiers);
        matrices = List.copyOf(matrices);
        problems = List.copyOf(problems);
    }

    /**
     * One tier's figures, which have nothing to do with another's.
     *
     * @param ofThisRun whether {@code shown} was measured by the run that is reported; else it is the newest that was kept
     * @param shown the experiments whose table is shown, each of a level and the one above it, with their pairs; the oldest
     *     first
     * @param trends over all runs, this one included
     */
    record OfTier(Tier tier, boolean ofThisRun, List<Experiment> shown, List<Trend> trends) {
        OfTier {
            shown = List.copyOf(shown);
            trends = List.copyOf(trends);
        }

        /** Their labs, each once. */
        List<String> labs() {
            return Stream.concat(
                            shown.stream().map(Experiment::lab), trends.stream().map(Trend::lab))
                    .distinct()
                    .toList();
        }

        List<Experiment> shown(String lab) {
            return shown.stream().filter(e -> e.lab().equals(lab)).toList();
        }

        List<Trend> trends(String lab) {
            return trends.stream().filter(t -> t.lab().equals(lab)).toList();
        }
    }
}
