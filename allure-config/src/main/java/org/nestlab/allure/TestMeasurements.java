package org.nestlab.allure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;
import org.nestlab.workload.Metric;

/** What one test measured or asked for: each metric of an experiment once, in the order of arrival. */
final class TestMeasurements {

    private final List<Experiment> made = new ArrayList<>();
    private final Map<Figure, MeasuredExperiment> figures = new LinkedHashMap<>();

    /**
     * An experiment that this test made, or that was made before it outside of any test: the result gets its tables.
     */
    void made(Experiment experiment) {
        made.add(experiment);
    }

    /** The result shows these metrics; a test that made an experiment may ask for its verdicts, too. */
    void shows(Experiment experiment, List<Comparison> comparisons) {
        for (Comparison comparison : comparisons) {
            figures.putIfAbsent(
                    new Figure(experiment.design().id(), comparison.metric()),
                    new MeasuredExperiment(experiment, comparison));
        }
    }

    boolean isEmpty() {
        return made.isEmpty() && figures.isEmpty();
    }

    List<Experiment> made() {
        return Collections.unmodifiableList(made);
    }

    Collection<MeasuredExperiment> figures() {
        return Collections.unmodifiableCollection(figures.values());
    }

    private record Figure(UUID experiment, Metric metric) {}
}
