package org.nestlab;

import org.apiguardian.api.API;

/** A guest died: its console shows a panic, an oops or a lockup, or its domain stopped. The message names its level. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestCrashedException extends ProvisioningException {

    private static final long serialVersionUID = 1;

    public GuestCrashedException(String message) {
        super(message);
    }

    public GuestCrashedException(String message, Throwable cause) {
        super(message, cause);
    }
}
