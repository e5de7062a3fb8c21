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
     * Saves the memory and devices of this guest, with everything that runs inside it, to a file beside its disks, and
     * restores the guest from that file. Saving ends the guest's QEMU; restoring starts another one. No time passes for
     * the guest, and its sessions and those of the guests inside it continue. The domain is the same afterwards, but
     * libvirt no longer ends it together with the connection: if the JVM is killed, the next run or {@code nestlab
     * reap} removes the domain.
     *
     * <p>The kernel's documentation ("Running nested guests with KVM") calls the result undefined for an L1 on AMD's
     * hardware while guests run inside it. On the emulated tier, the guests inside are suspended meanwhile, because
     * QEMU's emulation cannot restore a CPU that is running a guest.
     *
     * @return how long libvirt took to save and to restore it
     * @throws org.nestlab.ProvisioningException if libvirt refuses, for example because the disk is full; a guest that
     *     could be saved but not restored is gone
     */
    SavedState saveAndRestore();

    /**
     * Migrates this L2 guest, which must not have guests of its own, to another L1 guest hypervisor of its lab while it
     * runs. Its memory is sent from one QEMU to the other over the lab's network, unencrypted; of its disks, only what
     * differs from the image is sent. The domain is the same afterwards, {@link #parent()} is the other L1, and no time
     * passes for the guest except the downtime.
     *
     * <p>The guest keeps its address: the other L1 gets a second network with the same subnet, gateway and hardware
     * address of the gateway. The two networks are not connected, so the guest and the guests that it left can no
     * longer reach each other. The framework opens a new session to the guest through the other L1. A command that is
     * running in the guest meanwhile fails; programs that the guest itself started continue. Connections through the
     * NAT of the former L1 are lost.
     *
     * <p>An L1 without guests of its own has the images of the guests of the other L1 guests, so it can be a
     * destination. An L1 with guests can be a destination if its guests have the same images. A lab whose guest was not
     * migrated back no longer matches its spec: use {@link org.nestlab.DirtiesLab}.
     *
     * @return how long it took and what was sent, as reported by libvirt
     * @throws org.nestlab.LabConfigurationException if the destination cannot take it, for example if it lacks the
     *     memory, the image, or a QEMU that is as new; the guest continues to run where it was
     * @throws org.nestlab.ProvisioningException if libvirt refuses, with both versions and what to do; the guest
     *     continues to run where it was
     */
    Migration migrateTo(Guest destination);

    /**
     * Migrates this L1 guest, whose hypervisor is in a container, to a hypervisor in another container of the same host
     * while it runs, with everything that runs inside it. The framework starts the other container for this, and
     * removes the former one when nothing of the lab is in it any more. The disks are files that both containers share,
     * so they are not sent. The domain is the same afterwards, with the same address, and its sessions and those of the
     * guests inside it continue. {@link #parent()} is then a {@link Host} with the URI of the other libvirt; a
     * {@link Host} that was obtained before keeps the former URI.
     *
     * <p>The kernel's documentation ("Running nested guests with KVM") calls the result undefined for an L1 on AMD's
     * hardware while guests run inside it. On the emulated tier, the guests inside are suspended meanwhile, because
     * QEMU's emulation cannot load a CPU that is running a guest.
     *
     * @param hypervisor with the lab's machine type, and a QEMU that is as new
     * @return how long it took and what was sent, as reported by libvirt
     * @throws org.nestlab.LabConfigurationException if it cannot be migrated there, for example to an older QEMU; the
     *     guest continues to run where it was
     * @throws org.nestlab.ProvisioningException if libvirt refuses, with both versions and what to do; the guest
     *     continues to run where it was
     */
    Migration moveToHypervisor(HypervisorSpec hypervisor);

    /**
     * Grows the root disk while the guest runs, and the root file system with it.
     *
     * @param gib the new size of the disk in GiB, more than the present one
     */
    void growRootDisk(int gib);

    /**
     * Stops the guest's virtual CPUs, and with them everything inside it, until {@link #resume()}. A command for a
     * suspended guest, or for a guest inside it, fails at once with that reason. Has no effect if the guest is
     * suspended already.
     *
     * @throws org.nestlab.ProvisioningException if libvirt refuses, for example because the guest has died
     */
    void suspend();

    /**
     * Starts the guest's virtual CPUs again. Has no effect if the guest is running.
     *
     * @throws org.nestlab.ProvisioningException if libvirt refuses, for example because the guest has died
     */
    void resume();

    /** Whether {@link #suspend()} was called and {@link #resume()} was not called afterwards. */
    boolean isSuspended();

    /**
     * Limits how fast the parent's hypervisor lets this guest read from and write to the lab's shared scratch disk.
     *
     * @param totalIops requests per second, reads and writes together, 1 or more; 0 removes the limit
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

    /** Counters of the guest's virtual CPUs from the parent's KVM; empty if the parent does not run it on KVM. */
    KvmStatistics kvmStatistics();
}
