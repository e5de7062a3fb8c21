package org.nestlab.workload;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What a machine must have so that a workload can run on it.
 *
 * @param programs names that must be found on the PATH of the userland
 * @param scratchDisk whether it writes to the lab's scratch disk
 * @param cpus the least number of CPUs
 * @param onParent names that must be found on the PATH of the machine whose hypervisor runs this one; where there are
 *     any, the machine is not a host
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Needs(List<String> programs, boolean scratchDisk, int cpus, List<String> onParent) {

    public Needs {
        programs = List.copyOf(programs);
        onParent = List.copyOf(onParent);
    }

    /** No program, no scratch disk, and one CPU. */
    public static Needs nothing() {
        return new Needs(List.of(), false, 1, List.of());
    }

    /** These programs, all of which must be found on the PATH. */
    public static Needs program(String... names) {
        return new Needs(List.of(names), false, 1, List.of());
    }

    /** The same and the lab's scratch disk. */
    public Needs withScratchDisk() {
        return new Needs(programs, true, cpus, onParent);
    }

    /** The same on this many CPUs at least. */
    public Needs withCpus(int count) {
        return new Needs(programs, scratchDisk, count, onParent);
    }

    /** The same and these programs on the machine whose hypervisor runs this one. */
    public Needs withOnParent(String... names) {
        return new Needs(programs, scratchDisk, cpus, List.of(names));
    }
}
