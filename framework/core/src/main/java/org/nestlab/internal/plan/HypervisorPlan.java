package org.nestlab.internal.plan;

import java.util.List;
import java.util.UUID;
import org.nestlab.machine.Level;

/**
 * What is created on one machine that runs guests.
 *
 * @param level the machine's own level
 * @param folder the lab's folder on the machine, which is also the folder of its storage pool
 * @param poolName libvirt's name of the pool
 */
public record HypervisorPlan(
        Level level, String folder, String poolName, UUID poolUuid, NetworkPlan network, List<GuestPlan> guests) {

    /**
     * The memory in MiB that a guest hypervisor needs for its own kernel, libvirtd and QEMU, besides the memory of its
     * guests.
     */
    public static final int OWN_MIB = 512;

    public HypervisorPlan {
        guests = List.copyOf(guests);
    }
}
