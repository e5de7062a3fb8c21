package org.nestlab.experiment;

/**
 * The evidence does not suffice for a verdict, and {@code nestlab.gate} is {@code strict}, or nothing was decided in a
 * whole run. Where a test is aborted instead, see {@link InconclusiveException}.
 */
public final class InconclusiveError extends AssertionError {

    private static final long serialVersionUID = 1;

    public InconclusiveError(String message) {
        super(message);
    }
}
