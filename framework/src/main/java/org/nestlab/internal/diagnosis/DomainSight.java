package org.nestlab.internal.diagnosis;

/**
 * A guest's domain as the machine above has it.
 *
 * @param words for people, with the reason: {@code paused (I/O error)}
 */
public record DomainSight(Standing standing, String words) {

    /** What can be told of it. */
    public enum Standing {
        RUNNING,
        PAUSED,
        GONE,
        UNTOLD
    }

    static DomainSight untold() {
        return new DomainSight(Standing.UNTOLD, "not told");
    }
}
