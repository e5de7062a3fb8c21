package org.nestlab;

import org.apiguardian.api.API;
import org.nestlab.spec.LabSpec;

/** One L1 guest hypervisor with one L2 guest: {@link LabSpec#kvmInKvm()}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DefaultLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabSpec.kvmInKvm();
    }
}
