package org.nestlab.internal.lab;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;
import org.nestlab.spi.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners that receive what happens to labs. A listener that throws is logged and otherwise ignored: a report
 * that breaks must not break the tests that it reports.
 *
 * @param listeners in the order in which they are called
 */
public record LabListeners(List<LabListener> listeners) {

    private static final Logger LOG = LoggerFactory.getLogger(LabListeners.class);

    public LabListeners {
        listeners = List.copyOf(listeners);
    }

    /** The listeners that are registered under {@code META-INF/services}; found once. */
    public static LabListeners discovered() {
        return Discovered.LISTENERS;
    }

    /** Passes an event to every listener, on the calling thread, without secrets. */
    public void publish(LabEvent told) {
        LabEvent event = WithoutSecrets.of(told);
        tell(event.getClass().getSimpleName() + " of lab " + event.labId(), listener -> listener.on(event));
    }

    /** Announces the matrix over which a class runs. */
    public void matrix(MatrixLayout told) {
        MatrixLayout layout = WithoutSecrets.of(told);
        tell("the matrix of " + layout.owner(), listener -> listener.matrix(layout));
    }

    /** Announces the cell to which the test on this thread belongs. */
    public void cell(MatrixLayout told, String lab) {
        MatrixLayout layout = WithoutSecrets.of(told);
        tell("cell " + lab + " of " + layout.owner(), listener -> listener.cell(layout, lab));
    }

    /** Passes on what the test on this thread measured of exact machines. */
    public void costs(String json, String table) {
        String figures = Secrets.removedFrom(json);
        String forPeople = Secrets.removedFrom(table);
        tell("exact costs", listener -> listener.costs(figures, forPeople));
    }

    /** Passes on why a workload is slow in a guest of the test on this thread. */
    public void explained(String target, String json, String text) {
        String counts = Secrets.removedFrom(json);
        String forPeople = Secrets.removedFrom(text);
        tell("the explanation of " + target, listener -> listener.explained(target, counts, forPeople));
    }

    /** Passes on what a suite measured in the test on this thread. */
    public void suiteFigures(String title, String json, String table) {
        String figures = Secrets.removedFrom(json);
        String forPeople = Secrets.removedFrom(table);
        tell("the figures of " + title, listener -> listener.suiteFigures(title, figures, forPeople));
    }

    private void tell(String what, Consumer<LabListener> news) {
        for (LabListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("listener {} failed on {}", listener.getClass().getName(), what, e);
            }
        }
    }

    private static final class Discovered {
        static final LabListeners LISTENERS =
                new LabListeners(ServiceLoader.load(LabListener.class, LabListener.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }
}
