package org.nestlab.workload;

import java.util.List;

/**
 * What a machine must have so that a workload can run on it.
 *
 * @param programs names that must be found on the PATH of the userland
 * @param scratchDisk whether it writes to the lab's scratch disk
 * @param cpus the least number of CPUs
 */
public record Needs(List<String> programs, boolean scratchDisk, int cpus) {

    public Needs {
        programs = List.copyOf(programs);
    }

    public static Needs nothing() {
        return new Needs(List.of(), false, 1);
    }

    public static Needs program(String... names) {
        return new Needs(List.of(names), false, 1);
    }

    public Needs withScratchDisk() {
        return new Needs(programs, true, cpus);
    }

    public Needs withCpus(int count) {
        return new Needs(programs, scratchDisk, count);
    }
}
