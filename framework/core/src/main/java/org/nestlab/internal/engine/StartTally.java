package org.nestlab.internal.engine;

import java.util.EnumMap;
import java.util.Map;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.internal.lab.Starts;

/** Counts the starts of the labs of one engine. Thread-safe. */
final class StartTally {

    private int labs;
    private final Map<StartFailure.Kind, Integer> again = new EnumMap<>(StartFailure.Kind.class);

    /** Counts the first start of a lab. */
    synchronized void lab() {
        labs++;
    }

    /** Counts another start of a lab, for this reason. */
    synchronized void again(StartFailure.Kind kind) {
        again.merge(kind, 1, Integer::sum);
    }

    synchronized Starts sum() {
        return new Starts(
                labs,
                again.getOrDefault(StartFailure.Kind.EMULATOR, 0),
                again.getOrDefault(StartFailure.Kind.CRASH, 0),
                again.getOrDefault(StartFailure.Kind.HANG, 0));
    }
}
