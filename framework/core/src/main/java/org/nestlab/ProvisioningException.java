package org.nestlab;

import org.apiguardian.api.API;

/** A lab could not be brought up, changed or taken down although the host seemed capable of it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed class ProvisioningException extends LabException
        permits EmulatorFaultException, GuestCrashedException, NoAnswerException {

    private static final long serialVersionUID = 1;

    public ProvisioningException(String message) {
        super(message);
    }

    public ProvisioningException(String message, Throwable cause) {
        super(message, cause);
    }
}
