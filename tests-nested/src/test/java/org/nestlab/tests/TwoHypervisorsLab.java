package org.nestlab.tests;

import org.nestlab.LabDefinition;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/** Two guest hypervisors: an L2 guest runs in the first, the second is empty, and it may be migrated there. */
final class TwoHypervisorsLab implements LabDefinition {

    /** The name of the L1 that L2 comes up in. */
    static final String FIRST = "first";
    /** The name of the L1 that runs nothing yet. */
    static final String SECOND = "second";

    @Override
    public LabSpec spec() {
        GuestSpec l1 = GuestSpec.hypervisor().withMemoryMib(2048);
        return LabSpec.kvmInKvm()
                .withName("two hypervisors")
                .withL1(any -> l1.withName(FIRST).addGuest(GuestSpec.guest().withMemoryMib(512)))
                .addGuest(l1.withName(SECOND));
    }
}
