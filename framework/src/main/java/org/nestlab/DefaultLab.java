package org.nestlab;

import org.nestlab.spec.LabSpec;

/** One L1 guest hypervisor with one L2 guest: {@link LabSpec#kvmInKvm()}. */
public final class DefaultLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabSpec.kvmInKvm();
    }
}
