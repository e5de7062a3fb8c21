package org.nestlab.spi;

/**
 * Is told what happens to labs. Implementations are found by {@link java.util.ServiceLoader} and are called on the thread
 * that does the work; what they throw is logged and otherwise ignored. No text of an event holds a secret: see
 * {@link Secrets}.
 */
public interface LabListener {

    void on(LabEvent event);
}
