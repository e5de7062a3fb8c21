package org.nestlab.internal.shell;

import org.nestlab.ProvisioningException;

/** What was waited for did not come in time, and nothing said why: whoever was to bring it may have hung. */
public final class WaitTimeoutException extends ProvisioningException {

    private static final long serialVersionUID = 1;

    WaitTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
