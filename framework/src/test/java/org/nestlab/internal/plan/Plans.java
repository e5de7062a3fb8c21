package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** Plans on an imaginary host with much of everything. */
public final class Plans {

    static final UUID OWNER = UUID.fromString("99999999-2222-4333-8444-555555555555");

    private Plans() {}

    static PlanInput input(Tier tier, String... subnets) {
        return input(tier, 64_000, 1L << 40, counting(), subnets);
    }

    static PlanInput input(Tier tier, long memoryMib, long diskBytes, Supplier<UUID> random, String... subnets) {
        return new PlanInput(
                new LabId("0badcafe"),
                "qemu:///system",
                tier,
                "the test says so",
                tier == Tier.KVM ? "vmx" : "svm",
                Arrays.stream(subnets)
                        .map(Subnet::parse)
                        .map(Optional::orElseThrow)
                        .toList(),
                memoryMib,
                diskBytes,
                "/var/lib/nestlab/labs",
                Map.of(ImageSpec.embedded(), image("lab"), btrfs(), image("btrfs")),
                random);
    }

    static ImageSpec btrfs() {
        return new ImageSpec.Embedded(ImageSpec.FileSystem.BTRFS);
    }

    public static LabPlan plan(LabSpec spec) {
        return plan(spec, Tier.KVM);
    }

    public static LabPlan plan(LabSpec spec, Tier tier) {
        return LabPlanner.plan(spec, input(tier));
    }

    /**
     * A plan whose images are files of a folder.
     *
     * @param images has a folder {@code lab} with {@code image.qcow2}, {@code vmlinuz} and {@code initrd.img}
     */
    public static LabPlan plan(LabSpec spec, Tier tier, Path images) {
        PlanInput usual = input(tier);
        return LabPlanner.plan(
                spec,
                new PlanInput(
                        usual.id(),
                        usual.uri(),
                        tier,
                        usual.tierReason(),
                        usual.extension(),
                        List.of(),
                        usual.availableMemoryMib(),
                        usual.freeDiskBytes(),
                        usual.labsFolder(),
                        Map.of(ImageSpec.embedded(), imageIn(images.resolve("lab"))),
                        counting()));
    }

    /** UUIDs that differ in their last digits. */
    static Supplier<UUID> counting() {
        AtomicLong next = new AtomicLong(1);
        return () -> new UUID(0x1111111122224333L, 0x8444000000000000L + next.getAndIncrement());
    }

    private static ImageFiles image(String id) {
        return imageIn(Path.of("/images", id));
    }

    /** The files of an image, which need not be there. */
    public static ImageFiles imageIn(Path folder) {
        return new ImageFiles(
                "" + folder.getFileName(),
                folder.resolve("image.qcow2").toString(),
                "qcow2",
                Optional.of(new ImageFiles.Kernel(
                        folder.resolve("vmlinuz").toString(),
                        folder.resolve("initrd.img").toString(),
                        "root=/dev/vda")),
                "root",
                Optional.empty());
    }
}
