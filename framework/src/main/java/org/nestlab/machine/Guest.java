package org.nestlab.machine;

import java.util.List;
import java.util.UUID;
import org.nestlab.spec.GuestSpec;

/** A guest of a lab: L1, L2 or deeper. */
public non-sealed interface Guest extends Machine {

    /** What was asked for. */
    GuestSpec spec();

    /** The machine whose hypervisor runs this guest: the host for an L1 guest, an L1 guest for an L2 guest. */
    Machine parent();

    /** The guests that this guest's own hypervisor runs, in the order of the spec. */
    List<Guest> guests();

    /** The name of the libvirt domain on the parent. */
    String domainName();

    /** The domain's UUID. */
    UUID uuid();

    /** The guest's IPv4 address on its parent's network. */
    String address();

    /** The live definition of the domain, from the parent's libvirt. */
    String domainXml();

    /** Everything the guest's serial console has printed so far. */
    String console();

    /**
     * Resets the guest, as its reset button would, and waits until it is ready again; the guests it was running are
     * gone with its memory.
     *
     * @throws org.nestlab.ProvisioningException if it does not come back
     */
    void reset();

    /**
     * Grows the root disk while the guest runs, and the root file system with it.
     *
     * @param gib the new size of the disk in GiB, more than the present one
     */
    void growRootDisk(int gib);

    /** Counters of the guest's virtual CPUs from the parent's KVM, empty where the parent does not run it on KVM. */
    KvmStatistics kvmStatistics();
}
