package org.nestlab.experiment;

/** A metric is worse than its threshold. The message says by how much, on which machines, and what to do. */
public final class ThresholdExceededError extends AssertionError {

    private static final long serialVersionUID = 1;

    public ThresholdExceededError(String message) {
        super(message);
    }
}
