package org.nestlab.workload;

import org.apiguardian.api.API;

/**
 * What a workload gave cannot be trusted: it counts neither way. The message says what was seen and what was wanted.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidMeasurementException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidMeasurementException(String message) {
        super(message);
    }

    public InvalidMeasurementException(String message, Throwable cause) {
        super(message, cause);
    }
}
