package org.nestlab.experiment;

import org.apiguardian.api.API;

/**
 * An experiment is not to be trusted, so that it says nothing of its threshold: it fails the test. The message says
 * what is wrong with it. A workload that refuses one of its own results throws
 * {@link org.nestlab.workload.InvalidMeasurementException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidExperimentError extends AssertionError {

    private static final long serialVersionUID = 1;

    public InvalidExperimentError(String message) {
        super(message);
    }
}
