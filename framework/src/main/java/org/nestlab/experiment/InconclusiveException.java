package org.nestlab.experiment;

import org.opentest4j.TestAbortedException;

/** The evidence does not suffice for a verdict: the test is aborted. The message says what is missing. */
public final class InconclusiveException extends TestAbortedException {

    private static final long serialVersionUID = 1;

    public InconclusiveException(String message) {
        super(message);
    }
}
