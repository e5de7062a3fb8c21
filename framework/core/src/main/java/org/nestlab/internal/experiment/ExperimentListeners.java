package org.nestlab.internal.experiment;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;
import org.nestlab.verdict.Comparison;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners that receive experiments. What a listener throws is logged and otherwise ignored. {@link RunReport}
 * decides which experiments they receive.
 */
public final class ExperimentListeners {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentListeners.class);

    private final List<ExperimentListener> listeners;
    private final Set<UUID> withheld = ConcurrentHashMap.newKeySet();

    /** @param listeners in the order in which they are called */
    ExperimentListeners(List<ExperimentListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** The listeners that are registered under {@code META-INF/services}; found once. */
    public static ExperimentListeners discovered() {
        return Discovered.LISTENERS;
    }

    void ended(Experiment experiment) {
        tell(experiment, listener -> listener.ended(experiment));
    }

    /**
     * An experiment of a run that is not reported ended. No listener receives it, neither now nor when a test asks for
     * its verdicts: a listener would write them into the result of another run's test.
     */
    void withhold(Experiment experiment) {
        withheld.add(experiment.design().id());
    }

    /** A test asks for some of an experiment's verdicts. */
    public void judged(Experiment experiment, List<Comparison> comparisons) {
        if (!withheld.contains(experiment.design().id())) {
            tell(experiment, listener -> listener.judged(experiment, comparisons));
        }
    }

    private void tell(Experiment experiment, Consumer<ExperimentListener> news) {
        for (ExperimentListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "listener {} failed on experiment {}",
                        listener.getClass().getName(),
                        experiment.design().id(),
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
