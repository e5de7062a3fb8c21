package org.nestlab.internal.kept;

/** A lab that waits for the next run is not taken over; the message says why. */
public final class NotReusableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean busy;

    private NotReusableException(String message, boolean busy) {
        super(message);
        this.busy = busy;
    }

    /** The lab is not as it was when it was handed on, and is of no more use. */
    public static NotReusableException spoilt(String message) {
        return new NotReusableException(message, false);
    }

    /** Another process has it. */
    public static NotReusableException busy(String message) {
        return new NotReusableException(message, true);
    }

    /** Whether another process has it, so that it is to be left alone. */
    public boolean isBusy() {
        return busy;
    }
}
