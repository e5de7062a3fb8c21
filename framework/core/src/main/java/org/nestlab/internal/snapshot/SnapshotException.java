package org.nestlab.internal.snapshot;

/** A snapshot cannot be used, or a lab cannot be frozen; the message says why. The lab is then booted. */
public final class SnapshotException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean passing;

    private SnapshotException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** The snapshot cannot be used any more. */
    public static SnapshotException spoilt(String message) {
        return new SnapshotException(message, false);
    }

    /** The snapshot is intact, and can be used another time. */
    public static SnapshotException busy(String message) {
        return new SnapshotException(message, true);
    }

    /** Whether the snapshot can be used another time. */
    public boolean isPassing() {
        return passing;
    }
}
