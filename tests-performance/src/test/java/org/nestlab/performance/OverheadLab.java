package org.nestlab.performance;

import org.nestlab.LabDefinition;
import org.nestlab.spec.LabSpec;

/** L1 and L2 with as many CPUs as the tier suggests, and one scratch disk that every level sees. */
final class OverheadLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabSpec.overhead();
    }
}
