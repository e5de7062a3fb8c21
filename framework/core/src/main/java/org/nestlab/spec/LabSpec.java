package org.nestlab.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

/**
 * The specification of a lab: the guests of the host, and the guests inside them. An immutable value. Two equal specs
 * describe the same lab, and tests that ask for equal specs share one. {@code withX} replaces a property, {@code addX}
 * adds to one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LabSpec {

    /** The largest shared scratch disk in GiB: it is filled when the lab comes up. */
    private static final int LARGEST_SHARED_GIB = 64;

    private final String name;
    private final List<GuestSpec> guests;
    private final int sharedScratchGib;
    private final boolean outsideNetwork;
    private final HypervisorSpec hypervisor;

    private LabSpec(Draft draft) {
        name = draft.name;
        guests = List.copyOf(draft.guests);
        sharedScratchGib = draft.sharedScratchGib;
        outsideNetwork = draft.outsideNetwork;
        hypervisor = draft.hypervisor;
        if (name.isBlank() || name.length() > 80 || name.chars().anyMatch(Character::isISOControl)) {
            throw new LabConfigurationException(
                    "'%s' is not a valid lab name; expected 1 to 80 printable characters".formatted(name.strip()));
        }
        if (guests.isEmpty()) {
            throw new LabConfigurationException("lab '%s' has no L1 guest: add one with addGuest".formatted(name));
        }
        if (sharedScratchGib < 0 || sharedScratchGib > LARGEST_SHARED_GIB) {
            throw new LabConfigurationException(
                    "lab '%s' has a shared scratch disk of %d GiB; expected 1 to %d, which is filled when the lab comes up, or 0 for none"
                            .formatted(name, sharedScratchGib, LARGEST_SHARED_GIB));
        }
        if (outsideNetwork && hypervisor.isContainer()) {
            throw new LabConfigurationException(
                    "lab '%s' needs the host's other networks and %s, which reaches the host alone: leave out withOutsideNetwork(true), or withHypervisor"
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

    /**
     * A lab of these guests on the host's hypervisor, without a shared scratch disk and without access to the host's
     * networks.
     *
     * @param name the name in the report, 1 to 80 printable characters; equal specs have equal names
     * @param guests the guests of the host, L1, one or more
     * @throws LabConfigurationException if the name is not valid, there is no guest, or two have one name
     */
    public static LabSpec of(String name, GuestSpec... guests) {
        return new LabSpec(new Draft(name, List.of(guests)));
    }

    /** The default lab: one L1 guest hypervisor with one L2 guest. */
    public static LabSpec kvmInKvm() {
        return of("kvm-in-kvm", GuestSpec.hypervisor().addGuest(GuestSpec.guest()));
    }

    /** One L1 guest hypervisor that runs nothing yet. */
    public static LabSpec hypervisorOnly() {
        return of("hypervisor", GuestSpec.hypervisor());
    }

    /**
     * A lab for comparing levels: L1 with 4 GiB, L2 with 1 GiB, and a scratch disk of 1 GiB that both share. On
     * {@link Tier#KVM} each guest has 2 virtual CPUs. On {@link Tier#EMULATED} it has 1, because QEMU's emulation of
     * SVM breaks guests of an L1 with 2. A test that measures two copies of a program asks for 2 by
     * {@link GuestSpec#withVcpus}.
     */
    public static LabSpec overhead() {
        return of("overhead", GuestSpec.hypervisor().addGuest(GuestSpec.guest().withVcpusByTier()))
                .withSharedScratchDisk(1);
    }

    /** The name in the report; equal specs have equal names. */
    public String name() {
        return name;
    }

    /** The guests of the host, L1. */
    public List<GuestSpec> guests() {
        return guests;
    }

    /** The size in GiB of the disk that all guests share; 0 for none. */
    public int sharedScratchGib() {
        return sharedScratchGib;
    }

    /** Whether the guests reach the host's networks. */
    public boolean outsideNetwork() {
        return outsideNetwork;
    }

    /** The QEMU and the libvirt that run L1. */
    public HypervisorSpec hypervisor() {
        return hypervisor;
    }

    /** The number of levels below the host. */
    public int depth() {
        return guests.stream().mapToInt(GuestSpec::depth).max().orElse(0);
    }

    /** Returns the same lab with another name. */
    public LabSpec withName(String newName) {
        return changed(draft -> draft.name = newName);
    }

    /** Returns the same lab with these L1 guests instead of the present ones. */
    public LabSpec withGuests(List<GuestSpec> newGuests) {
        return changed(draft -> draft.guests = newGuests);
    }

    /** Returns the same lab with one more L1 guest. */
    public LabSpec addGuest(GuestSpec guest) {
        return withGuests(Checks.added(guests, guest));
    }

    /**
     * Returns the same lab with one raw disk that all guests at all levels share, instead of a present one. On the host
     * it is a file in the lab's folder, in L1 a virtio disk of that file, and deeper the device of the guest above. So
     * all levels read and write the same bytes in the same places, with no cache between them. It is filled with random
     * data when the lab comes up. In a guest it is {@code /dev/disk/by-id/virtio-nestlab-shared}.
     *
     * @param gib its size, 1 to 64; 0 for none
     */
    public LabSpec withSharedScratchDisk(int gib) {
        return changed(draft -> draft.sharedScratchGib = gib);
    }

    /**
     * Returns the same lab with or without access to the host's networks, and through them to the internet, by NAT.
     * Without it, which is the default, the guests reach only each other and the machines that run them, including the
     * host.
     */
    public LabSpec withOutsideNetwork(boolean reached) {
        return changed(draft -> draft.outsideNetwork = reached);
    }

    /**
     * Returns the same lab with another QEMU and libvirt for L1. With those of a container, the lab needs Docker on the
     * machine that runs the tests, and the guests reach nothing beyond that machine.
     */
    public LabSpec withHypervisor(HypervisorSpec other) {
        return changed(draft -> draft.hypervisor = other);
    }

    /** Returns the same lab with every L1 guest changed. */
    public LabSpec withL1(UnaryOperator<GuestSpec> change) {
        return with(Level.L1, change);
    }

    /** Returns the same lab with every L2 guest changed. */
    public LabSpec withL2(UnaryOperator<GuestSpec> change) {
        return with(Level.L2, change);
    }

    /** Returns the same lab with every guest of a level changed. */
    public LabSpec with(Level level, UnaryOperator<GuestSpec> change) {
        if (level.depth() < 1 || level.depth() > depth()) {
            throw new LabConfigurationException(
                    "lab '%s' has no guests at %s: its levels are L1 to L%d".formatted(name, level, depth()));
        }
        return withGuests(guests.stream()
                .map(guest -> guest.mapDepth(level.depth() - 1, change))
                .toList());
    }

    private LabSpec changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new LabSpec(draft);
    }

    ValueProperties properties() {
        return ValueProperties.of(LabSpec.class)
                .and("name", name)
                .and("guests", guests)
                .and("sharedScratchGib", sharedScratchGib)
                .and("outsideNetwork", outsideNetwork)
                .and("hypervisor", hypervisor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabSpec spec && properties().equals(spec.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }

    /** The properties of the next spec; never passed to other classes. */
    private static final class Draft {
        private String name;
        private List<GuestSpec> guests;
        private int sharedScratchGib;
        private boolean outsideNetwork;
        private HypervisorSpec hypervisor = HypervisorSpec.host();

        Draft(String name, List<GuestSpec> guests) {
            this.name = name;
            this.guests = guests;
        }

        Draft(LabSpec spec) {
            this(spec.name, spec.guests);
            sharedScratchGib = spec.sharedScratchGib;
            outsideNetwork = spec.outsideNetwork;
            hypervisor = spec.hypervisor;
        }
    }
}
