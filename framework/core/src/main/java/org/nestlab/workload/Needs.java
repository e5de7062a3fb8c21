package org.nestlab.workload;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** What a machine must have so that a workload can run on it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Needs {

    private final List<String> programs;
    private final boolean scratchDisk;
    private final int cpus;
    private final List<String> onParent;

    private Needs(List<String> programs, boolean scratchDisk, int cpus, List<String> onParent) {
        this.programs = List.copyOf(programs);
        this.scratchDisk = scratchDisk;
        this.cpus = cpus;
        this.onParent = List.copyOf(onParent);
    }

    /** Names that must be found on the PATH of the userland. */
    public List<String> programs() {
        return programs;
    }

    /** Whether it writes to the lab's scratch disk. */
    public boolean scratchDisk() {
        return scratchDisk;
    }

    /** The least number of CPUs. */
    public int cpus() {
        return cpus;
    }

    /**
     * Names that must be found on the PATH of the machine whose hypervisor runs this one; where there are any, the
     * machine is not a host.
     */
    public List<String> onParent() {
        return onParent;
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

    private ValueProperties properties() {
        return ValueProperties.of(Needs.class)
                .and("programs", programs)
                .and("scratchDisk", scratchDisk)
                .and("cpus", cpus)
                .and("onParent", onParent);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Needs same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
