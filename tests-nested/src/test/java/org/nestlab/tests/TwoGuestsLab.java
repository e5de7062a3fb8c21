package org.nestlab.tests;

import java.util.List;
import org.nestlab.LabDefinition;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/** Two guests in one L1, equal but for their CPU: a custom model, and the same guest switched to host-passthrough. */
final class TwoGuestsLab implements LabDefinition {

    /** The name of the guest with a custom CPU model. */
    static final String CUSTOM = "custom";
    /** The name of the guest that was switched to host-passthrough. */
    static final String PASSTHROUGH = "passthrough";

    @Override
    public LabSpec spec() {
        GuestSpec custom = GuestSpec.guest().withName(CUSTOM).withCpu(CpuMode.custom("EPYC"));
        GuestSpec passthrough = custom.withName(PASSTHROUGH).withCpu(CpuMode.hostPassthrough());
        return LabSpec.hypervisorOnly()
                .withName("two guests")
                .withL1(l1 -> l1.withGuests(List.of(custom, passthrough)));
    }
}
