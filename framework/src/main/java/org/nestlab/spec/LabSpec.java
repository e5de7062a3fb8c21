package org.nestlab.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

/**
 * A lab that is wanted: the guests of the host, and the guests inside them. Two equal specs are the same lab, and tests
 * that ask for equal specs share one.
 *
 * @param name what the report calls it; equal specs have equal names
 * @param guests the guests of the host, L1
 * @param sharedScratchGib size in GiB of the disk that every guest of the lab sees, 0 for none
 * @param outsideNetwork whether the guests reach the networks that the host is on
 * @param hypervisor the QEMU and the libvirt that run L1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LabSpec(
        String name, List<GuestSpec> guests, int sharedScratchGib, boolean outsideNetwork, HypervisorSpec hypervisor) {

    /** The largest shared scratch disk in GiB: it is filled when the lab comes up. */
    private static final int LARGEST_SHARED_GIB = 64;

    public LabSpec {
        if (name.isBlank() || name.length() > 80 || name.chars().anyMatch(Character::isISOControl)) {
            throw new LabConfigurationException(
                    "'%s' is no lab name: wanted 1 to 80 printable characters".formatted(name.strip()));
        }
        guests = List.copyOf(guests);
        if (guests.isEmpty()) {
            throw new LabConfigurationException("lab '%s' has no L1 guest: add one with withGuest".formatted(name));
        }
        if (sharedScratchGib < 0 || sharedScratchGib > LARGEST_SHARED_GIB) {
            throw new LabConfigurationException(
                    "lab '%s' has a shared scratch disk of %d GiB: wanted 1 to %d, which is filled when the lab comes up, or 0 for none"
                            .formatted(name, sharedScratchGib, LARGEST_SHARED_GIB));
        }
        if (outsideNetwork && hypervisor.isContainer()) {
            throw new LabConfigurationException(
                    "lab '%s' wants the host's other networks and %s, which reaches the host alone: leave out withOutsideNetwork(true), or withHypervisor"
                            .formatted(name, hypervisor.words()));
        }
        Set<String> names = new HashSet<>();
        for (GuestSpec guest : guests) {
            if (!names.add(guest.name())) {
                throw new LabConfigurationException(
                        "lab '%s' has two L1 guests called '%s': give each its own name".formatted(name, guest.name()));
            }
        }
    }

    /** A lab on the host's own hypervisor. */
    public LabSpec(String name, List<GuestSpec> guests, int sharedScratchGib, boolean outsideNetwork) {
        this(name, guests, sharedScratchGib, outsideNetwork, HypervisorSpec.host());
    }

    /** A lab without a shared scratch disk, and without a way to the host's other networks. */
    public LabSpec(String name, List<GuestSpec> guests) {
        this(name, guests, 0, false);
    }

    /** The default lab: one L1 guest hypervisor with one L2 guest. */
    public static LabSpec kvmInKvm() {
        return new LabSpec("kvm-in-kvm", List.of(GuestSpec.hypervisor().withGuest(GuestSpec.guest())));
    }

    /** One L1 guest hypervisor that runs nothing yet. */
    public static LabSpec hypervisorOnly() {
        return new LabSpec("hypervisor", List.of(GuestSpec.hypervisor()));
    }

    /**
     * A lab to compare levels in: L1 with 4 GiB, L2 with 1 GiB, 2 virtual CPUs each, since two copies of a program need two,
     * and 1 GiB of scratch disk that both see.
     */
    public static LabSpec overhead() {
        GuestSpec inner = GuestSpec.guest().withVcpus(2);
        GuestSpec outer = GuestSpec.hypervisor().withVcpus(2);
        return new LabSpec("overhead", List.of(outer.withGuest(inner)), 1, false);
    }

    /** The number of levels below the host. */
    public int depth() {
        return guests.stream().mapToInt(GuestSpec::depth).max().orElse(0);
    }

    public LabSpec named(String newName) {
        return new LabSpec(newName, guests, sharedScratchGib, outsideNetwork, hypervisor);
    }

    /** One more L1 guest. */
    public LabSpec withGuest(GuestSpec guest) {
        List<GuestSpec> more = new ArrayList<>(guests);
        more.add(guest);
        return new LabSpec(name, more, sharedScratchGib, outsideNetwork, hypervisor);
    }

    /**
     * One raw disk that every guest sees, at every level, in place of one there was: on the host a file in the lab's folder,
     * in L1 a virtio disk on it, and further in the very device of the guest above, so that all levels read and write the
     * same bytes in the same places with no cache between them. It is filled with random data when the lab comes up. In a
     * guest it is {@code /dev/disk/by-id/virtio-nestlab-shared}.
     *
     * @param gib its size, 1 to 64; 0 for none
     */
    public LabSpec withSharedScratchDisk(int gib) {
        return new LabSpec(name, guests, gib, outsideNetwork, hypervisor);
    }

    /**
     * Whether the guests reach the networks that the host is on, and through them the internet, by NAT. Without it, which is
     * the default, they reach each other and the machines that run them, the host among those, and nothing beyond.
     */
    public LabSpec withOutsideNetwork(boolean reached) {
        return new LabSpec(name, guests, sharedScratchGib, reached, hypervisor);
    }

    /**
     * Another QEMU and libvirt under L1. With those of a container the lab wants Docker on the machine that runs the tests, and
     * reaches nothing beyond it.
     */
    public LabSpec withHypervisor(HypervisorSpec other) {
        return new LabSpec(name, guests, sharedScratchGib, outsideNetwork, other);
    }

    /** This lab with every L1 guest changed. */
    public LabSpec withL1(UnaryOperator<GuestSpec> change) {
        return with(Level.L1, change);
    }

    /** This lab with every L2 guest changed. */
    public LabSpec withL2(UnaryOperator<GuestSpec> change) {
        return with(Level.L2, change);
    }

    /** This lab with every guest of a level changed. */
    public LabSpec with(Level level, UnaryOperator<GuestSpec> change) {
        if (level.depth() < 1 || level.depth() > depth()) {
            throw new LabConfigurationException(
                    "lab '%s' has no guests at %s: its levels are L1 to L%d".formatted(name, level, depth()));
        }
        return new LabSpec(
                name,
                guests.stream()
                        .map(guest -> guest.mapDepth(level.depth() - 1, change))
                        .toList(),
                sharedScratchGib,
                outsideNetwork,
                hypervisor);
    }
}
