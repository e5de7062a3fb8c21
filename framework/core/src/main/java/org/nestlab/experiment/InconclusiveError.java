package org.nestlab.experiment;

import org.apiguardian.api.API;

/**
 * The evidence does not suffice for a verdict, and {@code nestlab.gate} is {@code strict}, or nothing was decided in a
 * whole run. Where a test is aborted instead, see {@link InconclusiveTestAbortedException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InconclusiveError extends AssertionError {

    private static final long serialVersionUID = 1;

    public InconclusiveError(String message) {
        super(message);
    }
}
