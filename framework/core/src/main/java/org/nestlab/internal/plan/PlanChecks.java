package org.nestlab.internal.plan;

import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.MemoryBacking;

/** Refuses labs that cannot work, before anything is created. */
final class PlanChecks {

    /** The deepest lab that is known to work: L3 in L2 in L1. */
    static final int DEEPEST = 3;

    private PlanChecks() {}

    static void check(LabSpec spec, PlanInput input) {
        if (spec.depth() > DEEPEST) {
            throw new LabConfigurationException(
                    "lab '%s' has levels down to L%d, and the %s tier gives L1 to L%d: take the deepest guests out"
                            .formatted(spec.name(), spec.depth(), input.tier(), DEEPEST));
        }
        hugePagesInContainer(spec);
        memoryOnHost(spec, input);
        diskOnHost(spec, input);
        spec.guests().forEach(guest -> inside(guest, Level.L1, true));
    }

    private static void hugePagesInContainer(LabSpec spec) {
        if (!spec.hypervisor().isContainer()) {
            return;
        }
        for (GuestSpec guest : spec.guests()) {
            if (guest.memoryBacking() == MemoryBacking.HUGE_PAGES) {
                throw new LabConfigurationException(
                        "L1 %s needs its memory in huge pages, which a hypervisor in a container has none of: use withHypervisor(HypervisorSpec.host()), or withMemoryBacking for the guests inside L1 alone"
                                .formatted(guest.name()));
            }
        }
    }

    private static void memoryOnHost(LabSpec spec, PlanInput input) {
        long wanted = Capacity.neededBy(spec).memoryMib();
        if (wanted + Capacity.HOST_OWN_MIB > input.availableMemoryMib()) {
            throw new HostNotCapableException(
                    "L0 host: lab '%s' needs %d MiB of memory for its L1 guests and the host has %d MiB available (%d MiB are left to the host): free memory, or give the guests less with withMemoryMib"
                            .formatted(spec.name(), wanted, input.availableMemoryMib(), Capacity.HOST_OWN_MIB));
        }
    }

    private static void diskOnHost(LabSpec spec, PlanInput input) {
        long wanted = Capacity.neededBy(spec).diskBytes();
        if (wanted > input.freeDiskBytes()) {
            throw new HostNotCapableException(
                    "L0 host: lab '%s' needs %d MiB of disk below %s and %d MiB are free: free some, or set nestlab.state.dir to a folder with more"
                            .formatted(spec.name(), wanted >> 20, input.labsFolder(), input.freeDiskBytes() >> 20));
        }
    }

    private static void inside(GuestSpec guest, Level level, boolean nestable) {
        if (!guest.hosts()) {
            return;
        }
        if (!nestable) {
            throw new LabConfigurationException(
                    "%s %s runs guests, but the guest above it has nesting off: call withNesting(true) on the level above"
                            .formatted(level, guest.name()));
        }
        if (!guest.cpu().virtualization()) {
            throw new LabConfigurationException(
                    "%s %s runs guests, but its CPU mode %s hides the virtualization extension: use withCpu(CpuMode.hostPassthrough()) or withVirtualization(true)"
                            .formatted(level, guest.name(), guest.cpu().mode()));
        }
        long wanted = Capacity.memoryOf(guest.guests());
        if (wanted + HypervisorPlan.OWN_MIB > guest.memoryMib()) {
            throw new LabConfigurationException(
                    "%s %s has %d MiB of memory and its guests need %d MiB (%d MiB are left to itself): give it more with withMemoryMib"
                            .formatted(level, guest.name(), guest.memoryMib(), wanted, HypervisorPlan.OWN_MIB));
        }
        guest.guests().forEach(inner -> inside(inner, level.next(), guest.nesting()));
    }
}
