package org.nestlab.internal.experiment;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.verdict.Comparison;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everyone who is told of experiments. A listener that throws is logged and otherwise ignored.
 *
 * @param listeners in the order in which they are told
 */
public record ExperimentListeners(List<ExperimentListener> listeners) {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentListeners.class);

    public ExperimentListeners {
        listeners = List.copyOf(listeners);
    }

    /** The listeners that are registered under {@code META-INF/services}; found once. */
    public static ExperimentListeners discovered() {
        return Discovered.LISTENERS;
    }

    void ended(Experiment experiment) {
        tell(experiment, listener -> listener.ended(experiment));
    }

    /** A test asks for some of an experiment's verdicts. */
    public void judged(Experiment experiment, List<Comparison> comparisons) {
        tell(experiment, listener -> listener.judged(experiment, comparisons));
    }

    private void tell(Experiment experiment, Consumer<ExperimentListener> news) {
        for (ExperimentListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "listener {} failed on experiment {}",
                        listener.getClass().getName(),
                        experiment.id(),
                        e);
            }
        }
    }

    private static final class Discovered {
        static final ExperimentListeners LISTENERS = new ExperimentListeners(
                ServiceLoader.load(ExperimentListener.class, ExperimentListener.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }
}
