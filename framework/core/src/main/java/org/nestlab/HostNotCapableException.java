package org.nestlab;

import org.apiguardian.api.API;

/** The host lacks something that the lab needs; the message names it and the remedy. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostNotCapableException extends LabException {

    private static final long serialVersionUID = 1;

    public HostNotCapableException(String message) {
        super(message);
    }

    public HostNotCapableException(String message, Throwable cause) {
        super(message, cause);
    }
}
