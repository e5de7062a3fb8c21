package org.nestlab.performance;

import org.nestlab.LabDefinition;
import org.nestlab.spec.LabSpec;

/** The overhead lab with two CPUs at each level on every tier: what runs one copy for each CPU runs two. */
final class TwoCpuLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabSpec.overhead().withL1(l1 -> l1.withVcpus(2)).withL2(l2 -> l2.withVcpus(2));
    }
}
