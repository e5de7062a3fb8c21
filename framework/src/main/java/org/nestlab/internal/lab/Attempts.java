package org.nestlab.internal.lab;

import org.nestlab.internal.shell.WaitTimeoutException;

/**
 * Starts a lab again where a guest hung in its boot. An emulated CPU with SVM is known to lose its interrupts for good
 * now and then, in QEMU 7.2 with two virtual CPUs: no verdict on the kernel or the QEMU under test. What stops, panics
 * or refuses is never tried again.
 */
final class Attempts {

    /** One attempt, from 1; the failure of the one before, if any, is for the report. */
    interface Attempt<T> {
        T start(int number, String before);
    }

    /** Says whether, after a failure, another attempt is left. */
    interface Another {
        boolean after(int number, WaitTimeoutException hung);
    }

    private Attempts() {}

    /**
     * The first attempt that comes up.
     *
     * @throws WaitTimeoutException of the last attempt
     */
    static <T> T run(Attempt<T> work, Another another) {
        String before = "";
        for (int number = 1; ; number++) {
            try {
                return work.start(number, before);
            } catch (WaitTimeoutException e) {
                if (!another.after(number, e)) {
                    throw e;
                }
                before = String.valueOf(e.getMessage());
            }
        }
    }
}
