package org.nestlab.internal.plan;

import java.util.List;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/**
 * What labs take of a host, or what a host has for them.
 *
 * @param cpus processors
 * @param memoryMib memory in MiB
 * @param diskBytes bytes in the file system of the labs' folder
 */
public record Capacity(int cpus, long memoryMib, long diskBytes) {

    /** That of a host of which nothing is known: it has room for each lab. */
    public static final Capacity UNKNOWN = new Capacity(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    public static final Capacity NONE = new Capacity(0, 0, 0);

    /** The memory that stays free for the host and its page cache, in MiB. */
    public static final int HOST_OWN_MIB = 512;

    // How much an overlay grows in an ordinary run.
    private static final long OVERLAY_BYTES = 1L << 30;

    /**
     * What a lab takes. Its L1 guests share the host's processors and memory, and guests of guests have theirs from
     * L1. A guest whose number of virtual CPUs is left to the tier takes one processor.
     */
    public static Capacity neededBy(LabSpec lab) {
        return new Capacity(
                lab.guests().stream()
                        .mapToInt(guest -> Math.max(1, guest.vcpus()))
                        .sum(),
                memoryOf(lab.guests()),
                ((long) lab.sharedScratchGib() << 30) + diskOf(lab.guests()));
    }

    /** The memory that the guests have, in MiB. */
    static long memoryOf(List<GuestSpec> guests) {
        return guests.stream().mapToLong(GuestSpec::memoryMib).sum();
    }

    private static long diskOf(List<GuestSpec> guests) {
        return guests.stream().mapToLong(Capacity::diskOf).sum();
    }

    private static long diskOf(GuestSpec guest) {
        // Scratch disks are raw and may be written completely; an overlay has what its guest and the guests inside it
        // write.
        long scratch = guest.scratchDisksGib().stream()
                .mapToLong(gib -> (long) gib << 30)
                .sum();
        return OVERLAY_BYTES + scratch + diskOf(guest.guests());
    }

    public Capacity plus(Capacity other) {
        return new Capacity(cpus + other.cpus, memoryMib + other.memoryMib, diskBytes + other.diskBytes);
    }

    /** Whether there is at least as much of everything here. */
    public boolean covers(Capacity needed) {
        return cpus >= needed.cpus && memoryMib >= needed.memoryMib && diskBytes >= needed.diskBytes;
    }
}
