package org.nestlab.internal.engine;

import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.settings.Keep;

/**
 * Decides whether a lab stays up when its process releases it.
 *
 * @param keep the user's setting
 */
record Staying(Keep keep, LabUse use) {

    /** Whether the lab is taken down with its process in any case. */
    boolean never() {
        return keep == Keep.NEVER && !use.stays() && use != LabUse.REUSE;
    }

    /**
     * Decides.
     *
     * @param up whether it was ever up: an unfinished lab is only useful to find out why it failed
     * @param failed whether bringing it up or a test in it failed
     * @param interrupted whether its process was asked to end
     */
    boolean stays(boolean up, boolean failed, boolean interrupted) {
        if (!up) {
            return failed && !interrupted && keep != Keep.NEVER;
        }
        return use.stays() || keep == Keep.ALWAYS || (keep == Keep.ON_FAILURE && failed);
    }

    /** Whether a lab that does not stay for another reason waits for the next run, if it works. */
    boolean handsOn(boolean up, boolean interrupted) {
        return use == LabUse.REUSE && up && !interrupted;
    }

    /** Why it stays, for the line that says so. */
    String reason() {
        return use.stays() ? "left up" : "kept as nestlab.keep asks";
    }
}
