package org.nestlab.internal.exact.cost;

import org.nestlab.exact.MachineSpec;

/** Measures a machine's exits. */
@FunctionalInterface
public interface Measuring {

    /**
     * Once.
     *
     * @throws org.nestlab.LabConfigurationException if the machine cannot be
     * @throws org.nestlab.HostNotCapableException if this machine cannot emulate it
     */
    Measured measure(MachineSpec spec);
}
