package org.nestlab.internal.diagnosis;

/**
 * The state of a guest's domain on the machine above.
 *
 * @param words for people, with the reason: {@code paused (I/O error)}
 */
public record DomainObservation(State state, String words) {

    /** The states that matter here. */
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
