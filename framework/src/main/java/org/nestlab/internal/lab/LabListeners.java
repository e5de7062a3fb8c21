package org.nestlab.internal.lab;

import java.util.List;
import java.util.ServiceLoader;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everyone who is told about labs. A listener that throws is logged and otherwise ignored: a report that breaks must not
 * break the tests that it reports.
 *
 * @param listeners in the order in which they are told
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

    /** Tells every listener, on the calling thread, and keeps secrets from all of them. */
    public void publish(LabEvent told) {
        LabEvent event = WithoutSecrets.of(told);
        for (LabListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "listener {} failed on {} of lab {}",
                        listener.getClass().getName(),
                        event.getClass().getSimpleName(),
                        event.labId(),
                        e);
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
