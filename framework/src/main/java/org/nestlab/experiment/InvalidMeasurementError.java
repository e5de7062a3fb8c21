package org.nestlab.experiment;

/** A measurement is not to be trusted, so that it says nothing of its threshold. The message says what is wrong with it. */
public final class InvalidMeasurementError extends AssertionError {

    private static final long serialVersionUID = 1;

    public InvalidMeasurementError(String message) {
        super(message);
    }
}
