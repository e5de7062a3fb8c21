package org.nestlab.internal.lab;

import org.nestlab.internal.plan.LabId;

/** A lab of the same spec is up on the same host, or coming up, so that no second one was begun. */
public final class LabIsUpException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String lab;

    public LabIsUpException(LabId lab) {
        super("lab %s is of the same spec".formatted(lab));
        this.lab = lab.value();
    }

    /** The lab that there is. */
    public LabId lab() {
        return new LabId(lab);
    }
}
