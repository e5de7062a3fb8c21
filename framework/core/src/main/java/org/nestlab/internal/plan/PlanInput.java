package org.nestlab.internal.plan;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.Tier;

/**
 * What the planner is told of the world.
 *
 * @param id the lab's
 * @param uri the libvirt connection of L0
 * @param tier the tier that was chosen, and {@code tierReason} why
 * @param extension what L0's CPU calls its virtualization extension, {@code vmx} or {@code svm}; {@code svm} on the
 *     emulated tier
 * @param subnets in use on L0, or promised to other labs
 * @param holders who has a subnet that is in use, in words; those of which it is not known are missing
 * @param ranges from which subnets are chosen; none for the default
 * @param availableMemoryMib what L0 has left
 * @param freeDiskBytes what the folder of labs has left
 * @param labsFolder the folder on L0 under which labs have theirs
 * @param images every image of the spec by its paths on L0
 * @param random where UUIDs come from
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

    /** The same host, for a plan with what was drawn for an earlier one. */
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

    /** The same for a plan whose lab is up: it has its subnets, its memory and its disks already. */
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

    /** With the default ranges, and subnets of which it is not known who has them. */
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
