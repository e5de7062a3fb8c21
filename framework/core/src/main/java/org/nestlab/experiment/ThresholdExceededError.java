package org.nestlab.experiment;

import org.apiguardian.api.API;

/** A metric is worse than its threshold. The message says by how much, on which machines, and what to do. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ThresholdExceededError extends AssertionError {

    private static final long serialVersionUID = 1;

    public ThresholdExceededError(String message) {
        super(message);
    }
}
