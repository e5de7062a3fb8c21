package org.nestlab.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;

/**
 * One guest, and the guests inside it.
 *
 * @param name unique among the guests of its level: letters, digits, dot, underscore and dash, at most 40
 * @param vcpus virtual CPUs; {@link #VCPUS_BY_TIER}, 0, leaves the number to the plan: 2 where KVM runs the lab, and where QEMU
 *     emulates L1 as many as the guest inside it with the most, which is 1 for most labs. The guest of a lab that is up has
 *     the number that was chosen.
 * @param memoryMib memory in MiB
 * @param rootDiskGib size of the root disk in GiB, 0 for the image's own size
 * @param scratchDisksGib sizes in GiB of extra raw disks that belong to the lab
 * @param cpu the CPU the guest is given
 * @param image what its root disk starts from
 * @param kernelOverride another kernel than the image's, or null
 * @param nesting what the guest's own KVM is told of nesting when its module is loaded: true for nested=1, so that its
 *     guests may be hypervisors too
 * @param guests the guests that this guest's own hypervisor runs
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record GuestSpec(
        String name,
        int vcpus,
        int memoryMib,
        int rootDiskGib,
        List<Integer> scratchDisksGib,
        CpuMode cpu,
        ImageSpec image,
        @Nullable KernelSpec kernelOverride,
        boolean nesting,
        List<GuestSpec> guests) {

    /** A number of virtual CPUs that nobody asked for. */
    public static final int VCPUS_BY_TIER = 0;

    public GuestSpec {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new LabConfigurationException(
                    "'%s' is no guest name: wanted 1 to 40 letters, digits, dots, underscores or dashes, like hypervisor"
                            .formatted(name));
        }
        Checks.atLeast("vcpus", vcpus, VCPUS_BY_TIER, name);
        Checks.atLeast("memory in MiB", memoryMib, 64, name);
        Checks.atLeast("root disk in GiB", rootDiskGib, 0, name);
        for (int gib : scratchDisksGib) {
            Checks.atLeast("scratch disk in GiB", gib, 1, name);
        }
        scratchDisksGib = List.copyOf(scratchDisksGib);
        guests = List.copyOf(guests);
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
        return new GuestSpec(
                "hypervisor",
                VCPUS_BY_TIER,
                4096,
                0,
                List.of(),
                CpuMode.hostPassthrough(),
                ImageSpec.embedded(),
                null,
                true,
                List.of());
    }

    /** A guest with none of its own: 1 virtual CPU, 1 GiB, host-passthrough. */
    public static GuestSpec guest() {
        return new GuestSpec(
                "guest", 1, 1024, 0, List.of(), CpuMode.hostPassthrough(), ImageSpec.embedded(), null, true, List.of());
    }

    /** The kernel this guest boots: its own choice, or else its image's. */
    public KernelSpec kernel() {
        return Optional.ofNullable(kernelOverride).orElseGet(image::kernel);
    }

    /** The number of levels from this guest down, 1 for a guest without guests. */
    public int depth() {
        return 1 + guests.stream().mapToInt(GuestSpec::depth).max().orElse(0);
    }

    /** Whether this guest runs guests. */
    public boolean hosts() {
        return !guests.isEmpty();
    }

    public GuestSpec named(String newName) {
        return new GuestSpec(
                newName, vcpus, memoryMib, rootDiskGib, scratchDisksGib, cpu, image, kernelOverride, nesting, guests);
    }

    /**
     * Exactly this number of virtual CPUs, on every tier.
     *
     * @param count 1 or more
     */
    public GuestSpec withVcpus(int count) {
        Checks.atLeast("vcpus", count, 1, name);
        return new GuestSpec(
                name, count, memoryMib, rootDiskGib, scratchDisksGib, cpu, image, kernelOverride, nesting, guests);
    }

    public GuestSpec withMemoryMib(int mib) {
        return new GuestSpec(
                name, vcpus, mib, rootDiskGib, scratchDisksGib, cpu, image, kernelOverride, nesting, guests);
    }

    public GuestSpec withRootDiskGib(int gib) {
        return new GuestSpec(name, vcpus, memoryMib, gib, scratchDisksGib, cpu, image, kernelOverride, nesting, guests);
    }

    /** One more raw disk, empty, of the given size in GiB. */
    public GuestSpec withScratchDisk(int gib) {
        List<Integer> more = new ArrayList<>(scratchDisksGib);
        more.add(gib);
        return new GuestSpec(name, vcpus, memoryMib, rootDiskGib, more, cpu, image, kernelOverride, nesting, guests);
    }

    public GuestSpec withCpu(CpuMode mode) {
        return new GuestSpec(
                name, vcpus, memoryMib, rootDiskGib, scratchDisksGib, mode, image, kernelOverride, nesting, guests);
    }

    public GuestSpec withImage(ImageSpec newImage) {
        return new GuestSpec(
                name, vcpus, memoryMib, rootDiskGib, scratchDisksGib, cpu, newImage, kernelOverride, nesting, guests);
    }

    public GuestSpec withKernel(KernelSpec kernel) {
        return new GuestSpec(name, vcpus, memoryMib, rootDiskGib, scratchDisksGib, cpu, image, kernel, nesting, guests);
    }

    public GuestSpec withNesting(boolean on) {
        return new GuestSpec(
                name, vcpus, memoryMib, rootDiskGib, scratchDisksGib, cpu, image, kernelOverride, on, guests);
    }

    /** These guests instead of the present ones. */
    public GuestSpec withGuests(List<GuestSpec> newGuests) {
        return new GuestSpec(
                name, vcpus, memoryMib, rootDiskGib, scratchDisksGib, cpu, image, kernelOverride, nesting, newGuests);
    }

    /** One more guest. */
    public GuestSpec withGuest(GuestSpec guest) {
        List<GuestSpec> more = new ArrayList<>(guests);
        more.add(guest);
        return withGuests(more);
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
}
