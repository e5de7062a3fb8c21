package org.nestlab;

/** The lab was asked for in a way that cannot be met: a spec, a setting or an annotation is wrong. */
public final class LabConfigurationException extends LabException {

    private static final long serialVersionUID = 1;

    public LabConfigurationException(String message) {
        super(message);
    }

    public LabConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
