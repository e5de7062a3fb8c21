package org.nestlab;

/** The host lacks something that the lab needs; the message names it and the remedy. */
public final class HostNotCapableException extends LabException {

    private static final long serialVersionUID = 1;

    public HostNotCapableException(String message) {
        super(message);
    }

    public HostNotCapableException(String message, Throwable cause) {
        super(message, cause);
    }
}
