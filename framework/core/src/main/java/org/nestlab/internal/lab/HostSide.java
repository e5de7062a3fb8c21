package org.nestlab.internal.lab;

import java.util.Optional;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.SharedScratch;
import org.nestlab.spec.Tier;

/**
 * What a lab has on the host that measuring there needs.
 *
 * @param lab its id
 * @param tier how L1 runs
 * @param folder its folder on the host, whose storage is measured
 * @param scratch the shared scratch disk, empty where the spec asks for none
 * @param image the image of the first L1 guest, whose programs are run on the host too
 * @param imageFormat {@code qcow2} or {@code raw}
 */
public record HostSide(
        String lab, Tier tier, String folder, Optional<Scratch> scratch, String image, String imageFormat) {

    /** A file that every guest sees as a disk with this serial. */
    public record Scratch(String file, long bytes, String serial) {}

    public static HostSide of(LabPlan plan) {
        GuestPlan first = plan.host().guests().get(0);
        ImageFiles image = first.image();
        Optional<Scratch> scratch = first.disks().stream()
                .filter(disk -> disk.use() == DiskPlan.Use.SHARED)
                .findFirst()
                .map(disk -> new Scratch(disk.path(), disk.capacity(), SharedScratch.SERIAL));
        return new HostSide(
                plan.id().value(), plan.tier(), plan.host().folder(), scratch, image.disk(), image.format());
    }
}
