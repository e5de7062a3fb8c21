package org.nestlab.internal.diagnosis;

/**
 * A guest's domain as the machine above has it.
 *
 * @param words for people, with the reason: {@code paused (I/O error)}
 */
public record DomainObservation(State state, String words) {

    /** What can be told of it. */
    public enum State {
        RUNNING,
        PAUSED,
        GONE,
        UNTOLD
    }

    static DomainObservation untold() {
        return new DomainObservation(State.UNTOLD, "not told");
    }
}
