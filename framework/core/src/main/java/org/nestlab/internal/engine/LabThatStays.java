package org.nestlab.internal.engine;

import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.lab.LabIsUpException;
import org.nestlab.internal.plan.LabId;
import org.nestlab.spec.LabSpec;

/** Refuses a second lab of a spec that is left up on a host. */
record LabThatStays(StateFolder state, String uri) {

    /** @throws LabIsUpException if a lab of this spec is up or coming up already */
    void refuseASecondOne(LabSpec wanted) {
        for (LabId lab : state.journalled()) {
            LabRecord found = LabRecord.of(state, lab);
            if (found.staysAs(wanted, uri) && ((found.isKept() && found.wasUp()) || Journal.isOwned(state, lab))) {
                throw new LabIsUpException(lab);
            }
        }
    }
}
