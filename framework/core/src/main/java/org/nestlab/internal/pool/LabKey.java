package org.nestlab.internal.pool;

import org.nestlab.spec.LabSpec;

/**
 * What a pooled lab is found by.
 *
 * @param spec what it is
 * @param ownedBy the unique id of the class that has it for itself, empty where it is shared
 * @param reused whether it stays up for the next run, and may come from an earlier one
 * @param measured whether something is measured in it, so that it has to be booted, and never thawed
 */
public record LabKey(LabSpec spec, String ownedBy, boolean reused, boolean measured) {

    public static LabKey shared(LabSpec spec) {
        return new LabKey(spec, "", false, false);
    }
}
