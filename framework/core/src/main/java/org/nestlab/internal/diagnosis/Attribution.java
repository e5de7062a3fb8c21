package org.nestlab.internal.diagnosis;

import org.nestlab.machine.Level;

/**
 * Which layer died.
 *
 * @param level of the machine whose layer it is; L0 where no guest is to blame
 * @param machine its label
 * @param claim what machine and cause say, as a sentence of its own: {@code the kernel of L2 guest panicked}; empty
 *     where the evidence says it
 * @param evidence what decided it
 */
public record Attribution(FailureCause cause, Level level, String machine, String claim, String evidence) {

    /** A judgement whose evidence needs no claim before it. */
    public Attribution(FailureCause cause, Level level, String machine, String evidence) {
        this(cause, level, machine, "", evidence);
    }

    /** The judgement with the evidence that decided it, in one sentence. */
    public String sentence() {
        return claim.isEmpty() ? evidence : claim + ": " + evidence;
    }

    /**
     * As it stands on top of a failure: machine, cause, evidence; without the claim, which would name both again.
     * Categories of a report read its beginning.
     */
    public String headline() {
        return cause == FailureCause.THE_TEST
                ? sentence()
                : "which layer died: %s: %s: %s".formatted(machine, cause.words(), evidence);
    }
}
