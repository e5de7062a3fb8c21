package org.nestlab;

import org.apiguardian.api.API;
import org.opentest4j.TestAbortedException;

/**
 * What a test is about is undefined on this machine, by the documentation of the kernel or of QEMU: nothing is claimed,
 * and the test is aborted. The message names the case and the document.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UndefinedCaseException extends TestAbortedException {

    private static final long serialVersionUID = 1;

    public UndefinedCaseException(String message) {
        super(message);
    }
}
