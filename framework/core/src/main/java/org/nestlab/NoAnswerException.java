package org.nestlab;

import org.apiguardian.api.API;

/** A machine did not answer in time, and nothing said why: it may have hung, or the one that it runs on. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NoAnswerException extends ProvisioningException {

    private static final long serialVersionUID = 1;

    public NoAnswerException(String message) {
        super(message);
    }

    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
