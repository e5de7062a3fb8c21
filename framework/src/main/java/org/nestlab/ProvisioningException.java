package org.nestlab;

/** A lab could not be brought up, changed or taken down although the host seemed capable of it. */
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
