package org.nestlab.internal.exact.cost;

import org.nestlab.exact.MachineSpec;

/** Measures a machine's exits. */
@FunctionalInterface
public interface Measuring {

    /**
     * Measures the machine once. If it hangs, boots it with the next seeds until one does not, which is part of the
     * figures' identity.
     *
     * @throws org.nestlab.LabConfigurationException if the machine is impossible
     * @throws org.nestlab.HostNotCapableException if this machine cannot emulate it
     */
    Measured measure(MachineSpec spec);

    /** The same with the machine's own seed alone. */
    default Measured measureExactly(MachineSpec spec) {
        return measure(spec);
    }

    /** How many machines may be measured at the same time, by as many threads. */
    default int atOnce() {
        return 1;
    }
}
