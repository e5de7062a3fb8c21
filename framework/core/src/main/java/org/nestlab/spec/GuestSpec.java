package org.nestlab.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;

/**
 * One guest, and the guests inside it: an immutable value. {@code withX} replaces a property, {@code addX} adds to one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestSpec {

    /** The number of virtual CPUs is left to the plan. */
    public static final int VCPUS_BY_TIER = 0;

    private final String name;
    private final int vcpus;
    private final int memoryMib;
    private final MemoryBacking memoryBacking;
    private final int rootDiskGib;
    private final List<Integer> scratchDisksGib;
    private final CpuMode cpu;
    private final ImageSpec image;
    private final @Nullable KernelSpec kernelOverride;
    private final boolean nesting;
    private final List<GuestSpec> guests;

    private GuestSpec(Draft draft) {
        name = draft.name;
        vcpus = draft.vcpus;
        memoryMib = draft.memoryMib;
        memoryBacking = draft.memoryBacking;
        rootDiskGib = draft.rootDiskGib;
        scratchDisksGib = List.copyOf(draft.scratchDisksGib);
        cpu = draft.cpu;
        image = draft.image;
        kernelOverride = draft.kernelOverride;
        nesting = draft.nesting;
        guests = List.copyOf(draft.guests);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid guest name; expected 1 to 40 letters, digits, dots, underscores or dashes, like hypervisor"
                            .formatted(name));
        }
        Checks.atLeast("vcpus", vcpus, VCPUS_BY_TIER, name);
        Checks.atLeast("memory in MiB", memoryMib, 64, name);
        Checks.atLeast("root disk in GiB", rootDiskGib, 0, name);
        for (int gib : scratchDisksGib) {
            Checks.atLeast("scratch disk in GiB", gib, 1, name);
        }
        Set<String> names = new HashSet<>();
        for (GuestSpec guest : guests) {
            if (!names.add(guest.name())) {
                throw new LabConfigurationException(
                        "guest '%s' has two guests called '%s': give each its own name".formatted(name, guest.name()));
            }
        }
    }

    /** A guest hypervisor: virtual CPUs as the tier suggests, 4 GiB, host-passthrough, nesting on. */
    public static GuestSpec hypervisor() {
        Draft draft = new Draft("hypervisor");
        draft.memoryMib = 4096;
        return new GuestSpec(draft);
    }

    /** A guest with none of its own: 1 virtual CPU, 1 GiB, host-passthrough. */
    public static GuestSpec guest() {
        Draft draft = new Draft("guest");
        draft.vcpus = 1;
        return new GuestSpec(draft);
    }

    /** Unique among the guests of its level: letters, digits, dot, underscore and dash, at most 40. */
    public String name() {
        return name;
    }

    /**
     * Virtual CPUs; {@link #VCPUS_BY_TIER}, 0, leaves the number to the plan: 2 where KVM runs the lab, and where QEMU
     * emulates L1 as many as the guest inside it with the most, which is 1 for most labs. The guest of a lab that is up
     * has the number that was chosen.
     */
    public int vcpus() {
        return vcpus;
    }

    /** Memory in MiB. */
    public int memoryMib() {
        return memoryMib;
    }

    /** In what kind of pages the machine that runs this guest has its memory. */
    public MemoryBacking memoryBacking() {
        return memoryBacking;
    }

    /** Size of the root disk in GiB, 0 for the image's own size. */
    public int rootDiskGib() {
        return rootDiskGib;
    }

    /** Sizes in GiB of extra raw disks that belong to the lab. */
    public List<Integer> scratchDisksGib() {
        return scratchDisksGib;
    }

    /** The CPU the guest is given. */
    public CpuMode cpu() {
        return cpu;
    }

    /** What its root disk starts from. */
    public ImageSpec image() {
        return image;
    }

    /** The kernel this guest boots: its own choice, or else its image's. */
    public KernelSpec kernel() {
        return Optional.ofNullable(kernelOverride).orElseGet(image::kernel);
    }

    /**
     * The parameter {@code nested} with which the guest's own KVM module is loaded: true for nested=1, so that its
     * guests may be hypervisors too.
     */
    public boolean nesting() {
        return nesting;
    }

    /** The guests that this guest's own hypervisor runs. */
    public List<GuestSpec> guests() {
        return guests;
    }

    /** The number of levels from this guest down, 1 for a guest without guests. */
    public int depth() {
        return 1 + guests.stream().mapToInt(GuestSpec::depth).max().orElse(0);
    }

    /** Whether this guest runs guests. */
    public boolean hosts() {
        return !guests.isEmpty();
    }

    /** Another name, unique among the guests of the same level. */
    public GuestSpec withName(String newName) {
        return changed(draft -> draft.name = newName);
    }

    /**
     * Exactly this number of virtual CPUs, on every tier.
     *
     * @param count 1 or more
     */
    public GuestSpec withVcpus(int count) {
        Checks.atLeast("vcpus", count, 1, name);
        return changed(draft -> draft.vcpus = count);
    }

    /** As many virtual CPUs as {@link #vcpus()} says of {@link #VCPUS_BY_TIER}. */
    public GuestSpec withVcpusByTier() {
        return changed(draft -> draft.vcpus = VCPUS_BY_TIER);
    }

    /** This much memory, in MiB. */
    public GuestSpec withMemoryMib(int mib) {
        return changed(draft -> draft.memoryMib = mib);
    }

    /** Uses another kind of memory pages; {@link MemoryBacking} says what each needs on the machine above. */
    public GuestSpec withMemoryBacking(MemoryBacking backing) {
        return changed(draft -> draft.memoryBacking = backing);
    }

    /** A root disk of this size in GiB. Its file system stays as in the image: see {@link #addScratchDisk}. */
    public GuestSpec withRootDiskGib(int gib) {
        return changed(draft -> draft.rootDiskGib = gib);
    }

    /** One more raw disk, empty, of the given size in GiB. */
    public GuestSpec addScratchDisk(int gib) {
        return changed(draft -> draft.scratchDisksGib = Checks.added(scratchDisksGib, gib));
    }

    /** Another CPU. */
    public GuestSpec withCpu(CpuMode mode) {
        return changed(draft -> draft.cpu = mode);
    }

    /** Another image than the embedded one. */
    public GuestSpec withImage(ImageSpec newImage) {
        return changed(draft -> draft.image = newImage);
    }

    /** Another kernel than the image's. */
    public GuestSpec withKernel(KernelSpec kernel) {
        return changed(draft -> draft.kernelOverride = kernel);
    }

    /** Whether KVM in this guest lets its guests run guests. */
    public GuestSpec withNesting(boolean on) {
        return changed(draft -> draft.nesting = on);
    }

    /** These guests instead of the present ones. */
    public GuestSpec withGuests(List<GuestSpec> newGuests) {
        return changed(draft -> draft.guests = newGuests);
    }

    /** One more guest. */
    public GuestSpec addGuest(GuestSpec guest) {
        return withGuests(Checks.added(guests, guest));
    }

    /** This guest with every guest at the given distance below it changed; distance 0 is this guest itself. */
    GuestSpec mapDepth(int distance, UnaryOperator<GuestSpec> change) {
        if (distance == 0) {
            return change.apply(this);
        }
        return withGuests(guests.stream()
                .map(guest -> guest.mapDepth(distance - 1, change))
                .toList());
    }

    private GuestSpec changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new GuestSpec(draft);
    }

    ValueProperties properties() {
        return ValueProperties.of(GuestSpec.class)
                .and("name", name)
                .and("vcpus", vcpus)
                .and("memoryMib", memoryMib)
                .andUnless(MemoryBacking.AS_HOST, "memoryBacking", memoryBacking)
                .and("rootDiskGib", rootDiskGib)
                .and("scratchDisksGib", scratchDisksGib)
                .and("cpu", cpu)
                .and("image", image)
                .and("kernelOverride", kernelOverride)
                .and("nesting", nesting)
                .and("guests", guests);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestSpec spec && properties().equals(spec.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }

    /** What the next spec is made of; never handed on. */
    private static final class Draft {
        private String name;
        private int vcpus = VCPUS_BY_TIER;
        private int memoryMib = 1024;
        private MemoryBacking memoryBacking = MemoryBacking.AS_HOST;
        private int rootDiskGib;
        private List<Integer> scratchDisksGib = List.of();
        private CpuMode cpu = CpuMode.hostPassthrough();
        private ImageSpec image = ImageSpec.embedded();
        private @Nullable KernelSpec kernelOverride;
        private boolean nesting = true;
        private List<GuestSpec> guests = List.of();

        Draft(String name) {
            this.name = name;
        }

        Draft(GuestSpec spec) {
            name = spec.name;
            vcpus = spec.vcpus;
            memoryMib = spec.memoryMib;
            memoryBacking = spec.memoryBacking;
            rootDiskGib = spec.rootDiskGib;
            scratchDisksGib = spec.scratchDisksGib;
            cpu = spec.cpu;
            image = spec.image;
            kernelOverride = spec.kernelOverride;
            nesting = spec.nesting;
            guests = spec.guests;
        }
    }
}
