package org.nestlab;

/**
 * A lab could not do its work. The subtype says whose turn it is: {@link LabConfigurationException} the author's,
 * {@link HostNotCapableException} the host's, {@link ProvisioningException} the infrastructure's,
 * {@link GuestCommandException} a command's.
 */
public abstract sealed class LabException extends RuntimeException
        permits LabConfigurationException, HostNotCapableException, ProvisioningException, GuestCommandException {

    private static final long serialVersionUID = 1;

    LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
