package org.nestlab.experiment;

import org.apiguardian.api.API;
import org.opentest4j.TestAbortedException;

/**
 * The evidence does not suffice for a verdict: the test is aborted, neither passed nor failed. The message says what is
 * missing.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InconclusiveTestAbortedException extends TestAbortedException {

    private static final long serialVersionUID = 1;

    public InconclusiveTestAbortedException(String message) {
        super(message);
    }
}
