package org.nestlab.internal.guest;

import org.nestlab.machine.Guest;
import org.nestlab.machine.Migration;
import org.nestlab.spec.HypervisorSpec;

/** Takes a running guest to another hypervisor; a guest is handed one, as it knows nothing of the rest of its lab. */
public interface GuestMover {

    /**
     * To another guest hypervisor of its lab.
     *
     * @throws org.nestlab.LabConfigurationException if the guest cannot be migrated there
     */
    Migration toGuest(LiveGuest guest, Guest destination);

    /**
     * To another hypervisor in a container.
     *
     * @throws org.nestlab.LabConfigurationException if the guest cannot be migrated there
     */
    Migration toHypervisor(LiveGuest guest, HypervisorSpec hypervisor);
}
