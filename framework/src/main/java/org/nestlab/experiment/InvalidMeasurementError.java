package org.nestlab.experiment;

import org.apiguardian.api.API;

/** A measurement is not to be trusted, so that it says nothing of its threshold. The message says what is wrong with it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidMeasurementError extends AssertionError {

    private static final long serialVersionUID = 1;

    public InvalidMeasurementError(String message) {
        super(message);
    }
}
