package org.nestlab.workload;

/** What a workload gave cannot be trusted: it counts neither way. The message says what was seen and what was wanted. */
public final class InvalidMeasurementException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidMeasurementException(String message) {
        super(message);
    }

    public InvalidMeasurementException(String message, Throwable cause) {
        super(message, cause);
    }
}
