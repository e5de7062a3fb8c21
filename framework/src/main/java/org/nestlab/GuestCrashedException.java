package org.nestlab;

/** A guest died: its console told of a panic or the like, or its domain stopped. The message names its level. */
public final class GuestCrashedException extends ProvisioningException {

    private static final long serialVersionUID = 1;

    public GuestCrashedException(String message) {
        super(message);
    }

    public GuestCrashedException(String message, Throwable cause) {
        super(message, cause);
    }
}
