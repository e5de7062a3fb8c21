package org.nestlab.experiment;

import org.apiguardian.api.API;
import org.opentest4j.TestAbortedException;

/** The evidence does not suffice for a verdict: the test is aborted. The message says what is missing. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InconclusiveException extends TestAbortedException {

    private static final long serialVersionUID = 1;

    public InconclusiveException(String message) {
        super(message);
    }
}
