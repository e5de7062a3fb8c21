package org.nestlab.workload;

import java.util.Optional;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;

/**
 * One machine, set up for measuring. Commands run in the same userland on both sides of a comparison (on the host: the
 * guest image's own, in a chroot) and on as many CPUs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Testbed {

    /** The machine that is measured. */
    Machine machine();

    /** Runs a command in the userland; an exit status other than 0 is the caller's to judge. */
    CommandResult run(Command command);

    /** Runs a shell script in the userland. */
    default CommandResult run(String script) {
        return run(Command.shell(script));
    }

    /**
     * Runs a command on the machine whose hypervisor runs this one; on the host in the image's userland, as where the
     * host itself is measured. Only for workloads whose {@link Needs#onParent() needs} say so, which keeps the host
     * from being the other side.
     *
     * @throws LabConfigurationException if this machine is the host
     */
    CommandResult runOnParent(Command command);

    /** How many CPUs a workload uses: the smaller count of the two machines. The userland may use no more. */
    int cpus();

    /** How long a measurement lasts, by the profile of the run. */
    Timing timing();

    /** How L1 runs: an emulated machine's clock and speed are judged less strictly. */
    Tier tier();

    /** The disk that the lab made for measuring; empty where the spec asks for none. */
    Optional<ScratchDisk> scratchDisk();
}
