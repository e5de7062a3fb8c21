package org.nestlab.internal.kept;

/** Thrown if a lab that waits for the next run cannot be taken over; the message says why. */
public final class NotReusableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean busy;

    private NotReusableException(String message, boolean busy) {
        super(message);
        this.busy = busy;
    }

    /** The lab is no longer as it was when it was handed on, and cannot be used. */
    public static NotReusableException spoilt(String message) {
        return new NotReusableException(message, false);
    }

    /** Another process owns the lab. */
    public static NotReusableException busy(String message) {
        return new NotReusableException(message, true);
    }

    /** Whether another process owns the lab, so that it must be left alone. */
    public boolean isBusy() {
        return busy;
    }
}
