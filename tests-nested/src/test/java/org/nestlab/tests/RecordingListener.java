package org.nestlab.tests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/** Keeps the events of all labs of this JVM; registered as a user's own listener would be. */
public final class RecordingListener implements LabListener {

    private static final List<LabEvent> EVENTS = new CopyOnWriteArrayList<>();

    /** All events so far, in the order in which they came. */
    static List<LabEvent> events() {
        return List.copyOf(EVENTS);
    }

    @Override
    public void on(LabEvent event) {
        EVENTS.add(event);
    }
}
