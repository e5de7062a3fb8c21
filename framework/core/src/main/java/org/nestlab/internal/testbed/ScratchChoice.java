package org.nestlab.internal.testbed;

import java.util.Optional;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;

/**
 * The shared scratch disk of a comparison.
 *
 * @param queues what both sides use: the smaller count of the two; the host's file has none of its own and takes the
 *     guest's
 * @param betweenGuests whether both sides are guests, so that both have a virtio device to compare
 * @param rights with which the host is looked at
 * @param doubt why the counts of this host prove nothing about its storage; empty where they do
 */
record ScratchChoice(
        Host host,
        HostSide side,
        HostSide.Scratch plan,
        int queues,
        boolean betweenGuests,
        HostRights rights,
        Optional<String> doubt) {

    /** Looks at the disk on both sides; empty where the lab has none. */
    static Optional<ScratchChoice> of(Machine subject, Machine reference, Host host, HostSide side) {
        return side.scratch().map(plan -> {
            int queues = Math.min(queues(subject, plan), queues(reference, plan));
            boolean guests = subject instanceof Guest && reference instanceof Guest;
            HostRights rights = HostRights.of(host);
            return new ScratchChoice(
                    host,
                    side,
                    plan,
                    queues == Integer.MAX_VALUE ? 1 : queues,
                    guests,
                    rights,
                    CountedStorage.doubt(host, rights, plan));
        });
    }

    private static int queues(Machine machine, HostSide.Scratch plan) {
        return machine instanceof Guest guest ? GuestDisk.look(guest, plan).queues() : Integer.MAX_VALUE;
    }
}
