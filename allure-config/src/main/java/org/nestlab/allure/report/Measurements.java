package org.nestlab.allure.report;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.nestlab.allure.chart.Trend;
import org.nestlab.experiment.Experiment;
import org.nestlab.spec.Tier;

/**
 * The data of the overhead page.
 *
 * @param tiers the tiers that were ever measured
 * @param run what is known of the reported run
 * @param matrices of the reported run
 * @param problems what could not be read, and why
 */
record Measurements(List<OfTier> tiers, OfRun run, List<MatrixOfRun> matrices, List<String> problems) {

    Measurements {
        tiers = List.copyOf(tiers);
        matrices = List.copyOf(matrices);
        problems = List.copyOf(problems);
    }

    /**
     * The experiments of a run.
     *
     * @param reported whether a run is reported at all, and not only the history
     * @param experiments how many it made
     * @param unread how many of them could not be read
     */
    record OfRun(boolean reported, int experiments, int unread) {

        static final OfRun NONE = new OfRun(false, 0, 0);
    }

    boolean ofARun() {
        return run.reported();
    }

    /** Whether the reported run made an experiment. */
    boolean measured() {
        return run.experiments() > 0;
    }

    int unread() {
        return run.unread();
    }

    /**
     * The figures of one tier, which are not compared with those of another.
     *
     * @param ofThisRun whether {@code shown} was measured by the reported run; otherwise it is the newest in the
     *     history
     * @param shown the experiments whose table is shown, each of a level and the one above it, with their pairs; the
     *     oldest first
     * @param trends over all runs, this one included
     * @param judged the experiments of the headline: all of the reported run, whatever they compare, or, if that
     *     measured nothing, those of the newest run in the history
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
