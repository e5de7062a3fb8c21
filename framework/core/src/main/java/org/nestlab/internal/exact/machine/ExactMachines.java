package org.nestlab.internal.exact.machine;

import java.time.Duration;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;

/** Boots exact machines, one for each call, and leaves nothing of them: no process, image or folder. */
public interface ExactMachines {

    /**
     * The emulator that boots a vendor's machines.
     *
     * @throws HostNotCapableException naming the package, if it is not installed
     */
    EmulatorIdentity emulator(Vendor vendor);

    /**
     * Boots a machine, runs the payload in it to its end, and ends the machine.
     *
     * <p>L1 gets /proc, /sys and debugfs, KVM's modules with the parameters of its command line, and runs the payload's
     * script. If the payload has a script for L2, L1's script starts L2 with {@code run-l2}, which copies L2's serial
     * line to its standard output and ends with L2. L2 works in the same way.
     *
     * @param limit by the host's clock; time inside the machine passes differently
     * @param progress receives lines about the progress
     * @return the outcome: a machine that panics, hangs or is too slow does not cause an exception
     * @throws LabConfigurationException if the machine is impossible: a kernel without KVM's module, a CPU that the
     *     emulator does not have
     * @throws HostNotCapableException if this machine cannot emulate it: no emulator, no room
     */
    SerialRun run(MachineSpec spec, Payload payload, Duration limit, Consumer<String> progress);

    /** How many machines this host can run at the same time, by as many threads. */
    default int atOnce() {
        return 1;
    }
}
