package org.nestlab.internal.upgrade;

import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCrashedException;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.NoAnswerException;
import org.nestlab.upgrade.Outcome;

/**
 * What it says of a lab that it broke off while it was measured, after it had worked once.
 *
 * @param who for example {@code the candidate}
 * @param booted whether it came up
 */
record BootFailure(String who, boolean booted, LabException cause) {

    /**
     * Whether it does not work, or the outcome is "cannot tell".
     *
     * @throws LabConfigurationException the cause, where something was asked for that there is not
     */
    Outcome outcome() {
        if (cause instanceof LabConfigurationException) {
            throw cause;
        }
        if (cause instanceof EmulatorFaultException) {
            return Outcome.CANNOT_TELL;
        }
        // It booted before: a hang, which an emulated guest has now and then, says nothing about the stack.
        boolean died = booted ? cause instanceof GuestCrashedException : !(cause instanceof NoAnswerException);
        return died ? Outcome.DOES_NOT_WORK : Outcome.CANNOT_TELL;
    }

    String reason() {
        return "%s %s while it was measured: %s"
                .formatted(
                        who,
                        booted ? "failed" : "did not boot",
                        String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }
}
