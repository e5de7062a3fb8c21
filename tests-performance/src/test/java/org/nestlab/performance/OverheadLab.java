package org.nestlab.performance;

import org.nestlab.LabDefinition;
import org.nestlab.spec.LabSpec;

/** L1 and L2 with two CPUs each, and one scratch disk that every level sees. */
final class OverheadLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabSpec.overhead();
    }
}
