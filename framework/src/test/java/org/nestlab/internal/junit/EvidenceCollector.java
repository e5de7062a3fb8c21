package org.nestlab.internal.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/** A listener that keeps the evidence it is told, and throws where the evidence says so. */
public final class EvidenceCollector implements LabListener {

    static final List<LabEvent.Evidence> TOLD = new CopyOnWriteArrayList<>();

    @Override
    public void on(LabEvent event) {
        if (event instanceof LabEvent.Evidence evidence) {
            TOLD.add(evidence);
            if (evidence.content().contains("break the listener")) {
                throw new IllegalStateException("a listener broke");
            }
        }
    }
}
