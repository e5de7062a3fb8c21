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

    /** Leaves the number of virtual CPUs to the plan. */
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

    /** A guest hypervisor with virtual CPUs as {@link #VCPUS_BY_TIER} says, 4 GiB, host-passthrough and nesting. */
    public static GuestSpec hypervisor() {
        Draft draft = new Draft("hypervisor");
        draft.memoryMib = 4096;
        return new GuestSpec(draft);
    }

    /** A guest that runs no guests, with 1 virtual CPU, 1 GiB and host-passthrough. */
    public static GuestSpec guest() {
        Draft draft = new Draft("guest");
        draft.vcpus = 1;
        return new GuestSpec(draft);
    }

    /** The name, unique among the guests of its level: at most 40 letters, digits, dots, underscores and dashes. */
    public String name() {
        return name;
    }

    /**
     * The number of virtual CPUs. {@link #VCPUS_BY_TIER}, 0, leaves it to the plan: 2 if KVM runs the lab. If QEMU
     * emulates L1, it is the largest number of any guest inside, which is 1 for most labs. The guest of a lab that is
     * up has the number that was chosen.
     */
    public int vcpus() {
        return vcpus;
    }

    /** Memory in MiB. */
    public int memoryMib() {
        return memoryMib;
    }

    /** The kind of pages that this guest's memory has on the machine that runs it. */
    public MemoryBacking memoryBacking() {
        return memoryBacking;
    }

    /** The size of the root disk in GiB; 0 for the size of the image. */
    public int rootDiskGib() {
        return rootDiskGib;
    }

    /** The sizes in GiB of extra raw disks, which belong to the lab. */
    public List<Integer> scratchDisksGib() {
        return scratchDisksGib;
    }

    /** The CPU of the guest. */
    public CpuMode cpu() {
        return cpu;
    }

    /** The image that its root disk is based on. */
    public ImageSpec image() {
        return image;
    }

    /** The kernel that this guest boots: the one of its spec, otherwise the one of its image. */
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

    /** The number of levels from this guest down; 1 if it runs no guests. */
    public int depth() {
        return 1 + guests.stream().mapToInt(GuestSpec::depth).max().orElse(0);
    }

    /** Whether this guest runs guests. */
    public boolean hosts() {
        return !guests.isEmpty();
    }

    /** Returns the same guest with another name, which must be unique among the guests of its level. */
    public GuestSpec withName(String newName) {
        return changed(draft -> draft.name = newName);
    }

    /**
     * Returns the same guest with exactly this number of virtual CPUs, on every tier.
     *
     * @param count 1 or more
     */
    public GuestSpec withVcpus(int count) {
        Checks.atLeast("vcpus", count, 1, name);
        return changed(draft -> draft.vcpus = count);
    }

    /** Returns the same guest with {@link #VCPUS_BY_TIER} virtual CPUs. */
    public GuestSpec withVcpusByTier() {
        return changed(draft -> draft.vcpus = VCPUS_BY_TIER);
    }

    /** Returns the same guest with this much memory, in MiB. */
    public GuestSpec withMemoryMib(int mib) {
        return changed(draft -> draft.memoryMib = mib);
    }

    /** Returns the same guest with memory in another kind of pages; {@link MemoryBacking} says what each needs. */
    public GuestSpec withMemoryBacking(MemoryBacking backing) {
        return changed(draft -> draft.memoryBacking = backing);
    }

    /** Returns the same guest with a root disk of this size in GiB; the file system of the image does not grow. */
    public GuestSpec withRootDiskGib(int gib) {
        return changed(draft -> draft.rootDiskGib = gib);
    }

    /** Returns the same guest with one more empty raw disk of this size in GiB. */
    public GuestSpec addScratchDisk(int gib) {
        return changed(draft -> draft.scratchDisksGib = Checks.added(scratchDisksGib, gib));
    }

    /** Returns the same guest with another CPU. */
    public GuestSpec withCpu(CpuMode mode) {
        return changed(draft -> draft.cpu = mode);
    }

    /** Returns the same guest with another image. */
    public GuestSpec withImage(ImageSpec newImage) {
        return changed(draft -> draft.image = newImage);
    }

    /** Returns the same guest with another kernel instead of the image's. */
    public GuestSpec withKernel(KernelSpec kernel) {
        return changed(draft -> draft.kernelOverride = kernel);
    }

    /** Whether KVM in this guest lets its guests run guests. */
    public GuestSpec withNesting(boolean on) {
        return changed(draft -> draft.nesting = on);
    }

    /** Returns the same guest with these guests instead of the present ones. */
    public GuestSpec withGuests(List<GuestSpec> newGuests) {
        return changed(draft -> draft.guests = newGuests);
    }

    /** Returns the same guest with one more guest. */
    public GuestSpec addGuest(GuestSpec guest) {
        return withGuests(Checks.added(guests, guest));
    }

    /** Returns this guest with every guest changed that is this many levels below it; 0 is this guest itself. */
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

    /** The properties of the next spec; never passed to other classes. */
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
