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
     * The emulator that a vendor's machines are booted by.
     *
     * @throws HostNotCapableException naming the package, if it is not installed
     */
    EmulatorIdentity emulator(Vendor vendor);

    /**
     * Boots a machine, runs the payload in it to its end, and ends the machine.
     *
     * <p>L1 gets /proc, /sys and debugfs, KVM's modules with the parameters of its command line, and runs the payload's
     * script. Where the payload has one for L2, the script starts L2 with {@code run-l2}, which copies L2's serial line
     * to its standard output and ends with L2. In L2 the same holds.
     *
     * @param limit of the host's clock; the time in the machine is another one
     * @param progress is given a line now and then
     * @return what came of it: a machine that panics, hangs or is too slow is an outcome and no exception
     * @throws LabConfigurationException if the machine cannot be: a kernel without KVM's module, a CPU that the
     *     emulator has not
     * @throws HostNotCapableException if this machine cannot emulate it: no emulator, no room
     */
    SerialRun run(MachineSpec spec, Payload payload, Duration limit, Consumer<String> progress);
}
