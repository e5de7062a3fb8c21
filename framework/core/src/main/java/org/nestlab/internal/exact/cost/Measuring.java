package org.nestlab.internal.exact.cost;

import org.nestlab.exact.MachineSpec;

/** Measures a machine's exits. */
@FunctionalInterface
public interface Measuring {

    /**
     * Once; where the machine hangs, with the next seed that does not, which the figures' identity tells.
     *
     * @throws org.nestlab.LabConfigurationException if the machine cannot be
     * @throws org.nestlab.HostNotCapableException if this machine cannot emulate it
     */
    Measured measure(MachineSpec spec);

    /** The same with the machine's own seed alone. */
    default Measured measureExactly(MachineSpec spec) {
        return measure(spec);
    }
}
