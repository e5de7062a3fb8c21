package org.nestlab.internal.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/** A listener that keeps the explanations that it is told. */
public final class ExplanationCollector implements LabListener {

    record Told(String target, String json, String text) {}

    static final List<Told> TOLD = new CopyOnWriteArrayList<>();

    @Override
    public void on(LabEvent event) {}

    @Override
    public void explained(String target, String json, String text) {
        TOLD.add(new Told(target, json, text));
    }
}
