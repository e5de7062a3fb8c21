package org.nestlab.internal.experiment;

import java.util.List;
import java.util.ServiceLoader;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everyone who is told of experiments. A listener that throws is logged and otherwise ignored.
 *
 * @param listeners in the order in which they are told
 */
record ExperimentListeners(List<ExperimentListener> listeners) {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentListeners.class);

    ExperimentListeners {
        listeners = List.copyOf(listeners);
    }

    /** The listeners that are registered under {@code META-INF/services}. */
    static ExperimentListeners discovered() {
        return new ExperimentListeners(
                ServiceLoader.load(ExperimentListener.class, ExperimentListener.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    void ended(Experiment experiment) {
        for (ExperimentListener listener : listeners) {
            try {
                listener.ended(experiment);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "listener {} failed on experiment {}",
                        listener.getClass().getName(),
                        experiment.id(),
                        e);
            }
        }
    }
}
