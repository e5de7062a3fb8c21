package org.nestlab.internal.plan;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.Tier;

/**
 * Everything that a plan depends on besides the spec.
 *
 * @param id the lab's
 * @param uri the libvirt connection of L0
 * @param tier the tier that was chosen, and {@code tierReason} why
 * @param extension the virtualization extension of L0's CPU, {@code vmx} or {@code svm}; {@code svm} on the emulated
 *     tier
 * @param subnets the subnets that L0 or other labs use
 * @param holders who uses a subnet, in words; a subnet whose user is unknown is missing
 * @param ranges the ranges from which subnets are chosen; empty for the default
 * @param availableMemoryMib the memory that L0 has available
 * @param freeDiskBytes the free space in the folder of labs
 * @param labsFolder the folder on L0 that contains the folders of labs
 * @param images every image of the spec by its paths on L0
 * @param random the source of UUIDs
 */
public record PlanInput(
        LabId id,
        String uri,
        Tier tier,
        String tierReason,
        String extension,
        List<Subnet> subnets,
        Map<Subnet, String> holders,
        List<Subnet> ranges,
        long availableMemoryMib,
        long freeDiskBytes,
        String labsFolder,
        Map<ImageSpec, ImageFiles> images,
        Supplier<UUID> random) {

    public PlanInput {
        subnets = List.copyOf(subnets);
        holders = Map.copyOf(holders);
        ranges = List.copyOf(ranges);
        images = Map.copyOf(images);
    }

    /** Returns the same input for a plan with the random values of an earlier one. */
    public PlanInput again(Drawn drawn) {
        return new PlanInput(
                drawn.id(),
                uri,
                tier,
                tierReason,
                extension,
                subnets,
                holders,
                drawn.ranges(),
                availableMemoryMib,
                freeDiskBytes,
                labsFolder,
                images,
                drawn.random());
    }

    /** Returns the same input for the plan of a lab that is up, and so has its subnets, memory and disks already. */
    public PlanInput ofRunning(Drawn drawn) {
        return new PlanInput(
                drawn.id(),
                uri,
                tier,
                tierReason,
                extension,
                List.of(),
                Map.of(),
                drawn.ranges(),
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                labsFolder,
                images,
                drawn.random());
    }

    /** Creates an input with the default ranges, and without the users of subnets. */
    public PlanInput(
            LabId id,
            String uri,
            Tier tier,
            String tierReason,
            String extension,
            List<Subnet> subnets,
            long availableMemoryMib,
            long freeDiskBytes,
            String labsFolder,
            Map<ImageSpec, ImageFiles> images,
            Supplier<UUID> random) {
        this(
                id,
                uri,
                tier,
                tierReason,
                extension,
                subnets,
                Map.of(),
                List.of(),
                availableMemoryMib,
                freeDiskBytes,
                labsFolder,
                images,
                random);
    }
}
