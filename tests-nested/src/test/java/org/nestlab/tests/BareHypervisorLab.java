package org.nestlab.tests;

import org.nestlab.LabDefinition;
import org.nestlab.spec.LabSpec;

/** A guest hypervisor that runs nothing, with nesting off and an empty disk: what a test may switch, fill and grow. */
final class BareHypervisorLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabSpec.hypervisorOnly()
                .withName("bare hypervisor")
                .withL1(l1 -> l1.withNesting(false).addScratchDisk(1));
    }
}
