package org.nestlab.internal.engine;

import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.settings.Keep;

/**
 * Whether a lab stays up when its process releases it.
 *
 * @param keep the user's setting
 */
record Staying(Keep keep, LabUse use) {

    /** Whether the lab goes with its process in any case. */
    boolean never() {
        return keep == Keep.NEVER && !use.stays() && use != LabUse.REUSE;
    }

    /**
     * The decision.
     *
     * @param up whether it ever was up: half a lab is only useful to find out why it failed
     * @param failed whether bringing it up or a test in it failed
     * @param interrupted whether its process was asked to end
     */
    boolean stays(boolean up, boolean failed, boolean interrupted) {
        if (!up) {
            return failed && !interrupted && keep != Keep.NEVER;
        }
        return use.stays() || keep == Keep.ALWAYS || (keep == Keep.ON_FAILURE && failed);
    }

    /** Whether a lab that does not stay otherwise waits for the next run, if it is well. */
    boolean handsOn(boolean up, boolean interrupted) {
        return use == LabUse.REUSE && up && !interrupted;
    }

    /** Why it stays, for the line that says so. */
    String reason() {
        return use.stays() ? "left up" : "kept as nestlab.keep asks";
    }
}
