package org.nestlab.internal.testbed;

import java.util.Map;
import java.util.TreeMap;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.workload.Check;
import org.nestlab.workload.DiskCount;
import org.nestlab.workload.ScratchDisk;

/**
 * The shared scratch disk as one machine sees it. It is looked at anew each time its path is asked for, and refused
 * where it is not the one that the lab made.
 *
 * <h2>What has to be equal</h2>
 * Between two guests the size, the scheduler and the logical block size of the virtio disk: an equal queue on both
 * sides. Between host and guest the size alone: the host has a file there, and below it the very device and scheduler
 * that the guest's requests pass as well, after its own; to have it equal to the guest's would compare two different
 * layers.
 */
final class Scratch implements ScratchDisk {

    private final ScratchChoice choice;
    private final Machine machine;

    Scratch(ScratchChoice choice, Machine machine) {
        this.choice = choice;
        this.machine = machine;
    }

    /** @throws org.nestlab.ProvisioningException if what is there is not the lab's disk */
    @Override
    public String path() {
        if (machine instanceof Guest guest) {
            return GuestDisk.look(guest, choice.plan()).path();
        }
        HostFile.check(choice.host(), choice.side(), choice.plan());
        return HostScripts.SCRATCH;
    }

    @Override
    public long bytes() {
        return choice.plan().bytes();
    }

    @Override
    public int queues() {
        return choice.queues();
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("scratch-bytes", Long.toString(bytes()));
        if (choice.betweenGuests() && machine instanceof Guest guest) {
            GuestDisk disk = GuestDisk.look(guest, choice.plan());
            facts.put("scheduler", disk.scheduler());
            facts.put("logical-block", Integer.toString(disk.logicalBlock()));
        }
        return facts;
    }

    @Override
    public DiskCount countOnHost(DiskTraffic byProgram) {
        return choice.doubt()
                .<DiskCount>map(DiskCount.NotCountable::new)
                .orElseGet(() -> machine instanceof Guest guest
                        ? QemuCount.of(choice.host(), choice.rights(), choice.plan(), outermost(guest))
                        // Whether it writes past the page cache is the program's own choice.
                        : DiskCount.Counted.of("the program on " + machine.label(), byProgram, true));
    }

    /** The L1 guest that a guest is, or is inside of. */
    private static Guest outermost(Guest guest) {
        return guest.parent() instanceof Guest parent ? outermost(parent) : guest;
    }

    Check filled() {
        return HostFile.filled(choice.host(), choice.plan());
    }

    /** For example {@code /dev/vdd scheduler none, 2 queues, blocks of 512 bytes}. */
    @Override
    public String toString() {
        return machine instanceof Guest guest
                ? GuestDisk.look(guest, choice.plan()).toString()
                : HostFile.words(choice.host(), choice.plan());
    }
}
