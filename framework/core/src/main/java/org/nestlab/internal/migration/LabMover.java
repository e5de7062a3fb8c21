package org.nestlab.internal.migration;

import org.nestlab.internal.guest.GuestMover;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.running.LabState;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Migration;
import org.nestlab.spec.HypervisorSpec;

/** Migrates the guests of one lab. */
public record LabMover(LabState lab) implements GuestMover {

    @Override
    public Migration toGuest(LiveGuest guest, Guest destination) {
        return new GuestMigration(guest).to(destination);
    }

    @Override
    public Migration toHypervisor(LiveGuest guest, HypervisorSpec hypervisor) {
        return new HypervisorMigration(guest, lab).to(hypervisor);
    }
}
