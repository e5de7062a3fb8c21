package org.nestlab;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.failure.Headlines;

/**
 * A lab could not do its work. The exception type says who has to act: {@link LabConfigurationException} the test's
 * author, {@link HostNotCapableException} the host's administrator, {@link ProvisioningException} the administrator of
 * the infrastructure, {@link GuestCommandException} the author of the command.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class LabException extends RuntimeException
        permits LabConfigurationException, HostNotCapableException, ProvisioningException, GuestCommandException {

    private static final long serialVersionUID = 1;

    static {
        Headlines.settableBy((failure, headline) -> ((LabException) failure).headline = headline);
    }

    /** Which layer of the lab died, on top of the message. The type, which says who has to act, stays. */
    private @Nullable String headline;

    LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        String message = String.valueOf(super.getMessage());
        return headline == null ? message : headline + System.lineSeparator() + message;
    }
}
