package org.nestlab.assertion;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.verdict.Comparison;

/** A listener that keeps the experiments that ended, and the verdicts that tests asked for. */
public final class JudgedCollector implements ExperimentListener {

    public static final List<Experiment> ENDED = new CopyOnWriteArrayList<>();
    public static final List<Judged> TOLD = new CopyOnWriteArrayList<>();

    /** The verdicts that a test asked for. */
    public record Judged(Experiment experiment, List<Comparison> comparisons) {}

    @Override
    public void ended(Experiment experiment) {
        ENDED.add(experiment);
    }

    @Override
    public void judged(Experiment experiment, List<Comparison> comparisons) {
        TOLD.add(new Judged(experiment, comparisons));
    }
}
