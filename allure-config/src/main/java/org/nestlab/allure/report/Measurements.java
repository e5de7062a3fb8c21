package org.nestlab.allure.report;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.nestlab.allure.chart.Trend;
import org.nestlab.experiment.Experiment;
import org.nestlab.spec.Tier;

/**
 * All that the overhead page is drawn from.
 *
 * @param tiers those that were ever measured
 * @param run what is known of the run that is reported
 * @param matrices of the run that is reported
 * @param problems what could not be read, and why
 */
record Measurements(List<OfTier> tiers, OfRun run, List<MatrixOfRun> matrices, List<String> problems) {

    Measurements {
        tiers = List.copyOf(tiers);
        matrices = List.copyOf(matrices);
        problems = List.copyOf(problems);
    }

    /**
     * What a run left of its experiments.
     *
     * @param reported whether a run is reported at all, and not only what was kept
     * @param experiments how many it made
     * @param unread how many of them could not be read
     */
    record OfRun(boolean reported, int experiments, int unread) {

        static final OfRun NONE = new OfRun(false, 0, 0);
    }

    boolean ofARun() {
        return run.reported();
    }

    /** Whether the run that is reported made an experiment. */
    boolean measured() {
        return run.experiments() > 0;
    }

    int unread() {
        return run.unread();
    }

    /**
     * One tier's figures, which have nothing to do with another's.
     *
     * @param ofThisRun whether {@code shown} was measured by the run that is reported; else it is the newest that was
     *     kept
     * @param shown the experiments whose table is shown, each of a level and the one above it, with their pairs; the
     *     oldest first
     * @param trends over all runs, this one included
     * @param judged the experiments that the headline is about: all of the run that is reported, whatever they compare;
     *     where that measured nothing, those of the newest run that was kept
     */
    record OfTier(Tier tier, boolean ofThisRun, List<Experiment> shown, List<Trend> trends, Set<UUID> judged) {
        OfTier {
            shown = List.copyOf(shown);
            trends = List.copyOf(trends);
            judged = Set.copyOf(judged);
        }

        /** Their labs, each once. */
        List<String> labs() {
            return Stream.concat(
                            shown.stream().map(it -> it.design().lab()),
                            trends.stream().map(Trend::lab))
                    .distinct()
                    .toList();
        }

        List<Experiment> shown(String lab) {
            return shown.stream().filter(e -> e.design().lab().equals(lab)).toList();
        }

        List<Trend> trends(String lab) {
            return trends.stream().filter(t -> t.lab().equals(lab)).toList();
        }
    }
}
