package org.nestlab.machine;

import java.util.List;
import java.util.UUID;
import org.apiguardian.api.API;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;

/** A guest of a lab: L1, L2 or deeper. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
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
     * Saves the guest, its memory and devices with everything that runs inside it, to a file beside its disks, which
     * ends its QEMU, and restores it from there into a new one. To the guest no time passes; its sessions, and those of
     * the guests inside it, go on. It is the same domain afterwards, but no longer one that libvirt ends with the
     * connection: after a kill of the JVM it is the next run, or {@code nestlab reap}, that removes it.
     *
     * <p>The kernel's documentation ("Running nested guests with KVM") calls this undefined for an L1 on AMD's hardware
     * while guests run inside it. On the emulated tier the guests inside are suspended meanwhile: QEMU's emulation does
     * not restore a CPU that was in the midst of running one.
     *
     * @return how long libvirt took to save and to restore it
     * @throws org.nestlab.ProvisioningException if libvirt refuses, as where the disk beside the guest is full; a guest
     *     that could be saved but not restored is gone
     */
    SavedState saveAndRestore();

    /**
     * Migrates this guest, an L2 guest without guests of its own, to another L1 guest hypervisor of its lab while it
     * runs: its memory goes from the one QEMU to the other over the lab's network, unencrypted, and of its disks what
     * they have beyond the image. It is the same domain afterwards, and to the guest no time passes but the downtime.
     * {@link #parent()} is the other L1 then.
     *
     * <p>Its address stays as it is: the other L1 is given a second network like the one that the guest comes from,
     * with the same subnet and the same gateway, down to its hardware address. The two are not joined: it no longer
     * reaches the guests that it left behind, nor they it. The framework's session to it is opened anew, through the
     * other L1, so that a command that runs in it meanwhile fails; what the guest itself runs goes on. Connections to
     * elsewhere through the NAT of the L1 that it left are lost.
     *
     * <p>An L1 without guests of its own is handed what the guests of those beside it start from, and so is a
     * destination; one with guests is where they start from the same images. A lab whose guest was not migrated back is
     * no longer what its spec says: use {@link org.nestlab.DirtiesLab}.
     *
     * @return how long it took and what was sent, by libvirt's own account
     * @throws org.nestlab.LabConfigurationException if the destination cannot take it, for example if it lacks the
     *     memory, the image, or a QEMU that is as new; the guest runs on where it was
     * @throws org.nestlab.ProvisioningException if libvirt refuses, with both versions and what to do; the guest runs
     *     on where it was
     */
    Migration migrateTo(Guest destination);

    /**
     * Migrates this guest, the L1 guest of a lab whose hypervisor is in a container, to a hypervisor in another
     * container of the same host while it runs, with everything that runs inside it. The other container is started for
     * this; the former one goes when nothing of the lab is in it any more. The disks are files that both containers
     * have, and stay where they are. It is the same domain afterwards, with the same address, and its sessions and
     * those of the guests inside it go on. {@link #parent()} is then a {@link Host} with the URI of the other libvirt;
     * one that was taken before keeps the former URI.
     *
     * <p>The kernel's documentation ("Running nested guests with KVM") calls this undefined for an L1 on AMD's hardware
     * while guests run inside it. On the emulated tier the guests inside are suspended meanwhile: QEMU's emulation does
     * not load a CPU that was in the midst of running one.
     *
     * @param hypervisor whose machine type is that of the lab's, and whose QEMU is as new
     * @return how long it took and what was sent, by libvirt's own account
     * @throws org.nestlab.LabConfigurationException if it cannot go there, as to an older QEMU; the guest runs on where
     *     it was
     * @throws org.nestlab.ProvisioningException if libvirt refuses, with both versions and what to do; the guest runs
     *     on where it was
     */
    Migration moveToHypervisor(HypervisorSpec hypervisor);

    /**
     * Grows the root disk while the guest runs, and the root file system with it.
     *
     * @param gib the new size of the disk in GiB, more than the present one
     */
    void growRootDisk(int gib);

    /**
     * Stops the guest's virtual CPUs, and with them everything inside it, until {@link #resume()}. The lab knows of it:
     * a command for a suspended guest, or for one inside it, fails at once and says why. Nothing to do where it is
     * suspended.
     *
     * @throws org.nestlab.ProvisioningException if libvirt refuses, as where the guest has died
     */
    void suspend();

    /**
     * Lets the guest's virtual CPUs run again. Nothing to do where it runs.
     *
     * @throws org.nestlab.ProvisioningException if libvirt refuses, as where the guest has died meanwhile
     */
    void resume();

    /** Whether {@link #suspend()} was the last word. */
    boolean isSuspended();

    /**
     * Limits what the parent's hypervisor lets this guest read from and write to the lab's shared scratch disk.
     *
     * @param totalIops requests a second, reads and writes together, 1 or more; 0 lifts the limit
     * @throws org.nestlab.LabConfigurationException if its lab has no shared scratch disk
     * @throws org.nestlab.ProvisioningException if libvirt refuses
     * @see org.nestlab.spec.LabSpec#withSharedScratchDisk(int)
     */
    void throttleScratchDisk(long totalIops);

    /**
     * What this guest has asked of the lab's shared scratch disk since its QEMU was started, for itself or for the
     * guests inside it, as the QEMU counts it for that disk alone.
     *
     * @throws org.nestlab.LabConfigurationException if its lab has no shared scratch disk
     * @throws org.nestlab.ProvisioningException if libvirt does not report it
     * @see org.nestlab.spec.LabSpec#withSharedScratchDisk(int)
     */
    DiskTraffic scratchDiskTraffic();

    /** Counters of the guest's virtual CPUs from the parent's KVM, empty where the parent does not run it on KVM. */
    KvmStatistics kvmStatistics();
}
