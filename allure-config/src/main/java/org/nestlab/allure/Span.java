package org.nestlab.allure;

import java.time.Instant;
import java.util.List;
import org.nestlab.spi.LabEvent;

/** The time from the start of the first step to the end of the last one; the present time if there is no step. */
record Span(Instant start, Instant stop) {

    static Span of(List<LabEvent> events) {
        Instant start = Instant.MAX;
        Instant stop = Instant.MIN;
        for (LabEvent event : events) {
            if (event instanceof LabEvent.StepEnded step) {
                Instant end = step.start().plus(step.duration());
                start = step.start().isBefore(start) ? step.start() : start;
                stop = end.isAfter(stop) ? end : stop;
            }
        }
        if (start.equals(Instant.MAX)) {
            Instant now = Instant.now();
            return new Span(now, now);
        }
        return new Span(start, stop);
    }
}
