package org.nestlab;

import org.apiguardian.api.API;

/** The lab was asked for in a way that cannot be met: a spec, a setting or an annotation is wrong. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LabConfigurationException extends LabException {

    private static final long serialVersionUID = 1;

    public LabConfigurationException(String message) {
        super(message);
    }

    public LabConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
