package org.nestlab.assertion;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.verdict.Comparison;

/** A listener that keeps what tests asked for. */
public final class JudgedCollector implements ExperimentListener {

    static final List<Judged> TOLD = new CopyOnWriteArrayList<>();

    record Judged(Experiment experiment, List<Comparison> comparisons) {}

    @Override
    public void ended(Experiment experiment) {}

    @Override
    public void judged(Experiment experiment, List<Comparison> comparisons) {
        TOLD.add(new Judged(experiment, comparisons));
    }
}
