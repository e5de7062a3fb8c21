package org.nestlab.internal.plan;

import java.util.Optional;

/**
 * One disk of a guest.
 *
 * @param use what it is for
 * @param serial the virtio serial by which the guest finds it, at most 20 characters
 * @param path the file or device on the machine that runs the guest
 * @param format {@code qcow2} or {@code raw}
 * @param backing what a new overlay starts from
 * @param capacity bytes, 0 for the backing image's own
 */
public record DiskPlan(Use use, String serial, String path, String format, Optional<Backing> backing, long capacity) {

    /** What a disk is for. */
    public enum Use {
        /** The root file system: an overlay of the image. */
        ROOT,
        /** The NoCloud seed, read-only. */
        SEED,
        /** An image for the guests of this guest, read-only and not the lab's to delete. */
        BASE,
        /** The modules of a kernel that is not the image's, read-only and not the lab's to delete. */
        MODULES,
        /** An empty disk for tests and workloads. */
        SCRATCH,
        /** The lab's shared scratch disk: on the host one file for all, further in the device of the guest above. */
        SHARED
    }

    /** What an overlay starts from: an image on the machine that runs the guest. */
    public record Backing(String path, String format) {}

    /** The volume's name in the lab's pool. */
    public String volume() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** This disk in another size in bytes. */
    public DiskPlan withCapacity(long bytes) {
        return new DiskPlan(use, serial, path, format, backing, bytes);
    }

    /** Whether the lab makes this disk, and so deletes it. */
    public boolean made() {
        return use != Use.BASE && use != Use.MODULES;
    }

    /** Whether the guest may only read it. */
    public boolean readOnly() {
        return use == Use.SEED || !made();
    }
}
