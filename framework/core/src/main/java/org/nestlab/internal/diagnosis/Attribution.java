package org.nestlab.internal.diagnosis;

import org.nestlab.machine.Level;

/**
 * Which layer died.
 *
 * @param level of the machine whose layer it is; L0 if no guest is to blame
 * @param machine its label
 * @param claim a sentence about machine and cause, for example {@code the kernel of L2 guest panicked}; empty if the
 *     evidence says the same
 * @param evidence what decided it
 */
public record Attribution(FailureCause cause, Level level, String machine, String claim, String evidence) {

    /** A judgement whose evidence needs no claim. */
    public Attribution(FailureCause cause, Level level, String machine, String evidence) {
        this(cause, level, machine, "", evidence);
    }

    /** The judgement with the evidence that decided it, in one sentence. */
    public String sentence() {
        return claim.isEmpty() ? evidence : claim + ": " + evidence;
    }

    /**
     * The headline of a failure: machine, cause and evidence, without the claim, which would repeat both. The
     * categories of a report read its beginning.
     */
    public String headline() {
        return cause == FailureCause.THE_TEST
                ? sentence()
                : "which layer died: %s: %s: %s".formatted(machine, cause.words(), evidence);
    }
}
