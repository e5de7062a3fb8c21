package org.nestlab.tests;

import org.nestlab.LabDefinition;
import org.nestlab.spec.LabSpec;

/** A guest hypervisor that runs nothing, with nesting on: some tests of KVM's developers are hypervisors themselves. */
final class KvmSuitesLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabSpec.hypervisorOnly()
                .withName("KVM's own suites")
                .withL1(l1 -> l1.withNesting(true).withMemoryMib(1024));
    }
}
