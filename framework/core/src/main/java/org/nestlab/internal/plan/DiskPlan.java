package org.nestlab.internal.plan;

import java.util.Optional;

/**
 * One disk of a guest.
 *
 * @param use what it is for
 * @param serial the virtio serial by which the guest finds it, at most 20 characters
 * @param path the file or device on the machine that runs the guest
 * @param format {@code qcow2} or {@code raw}
 * @param backing the image that a new overlay is based on
 * @param capacity the size in bytes; 0 for that of the backing image
 */
public record DiskPlan(Use use, String serial, String path, String format, Optional<Backing> backing, long capacity) {

    /** What a disk is for. */
    public enum Use {
        /** The root file system: an overlay of the image. */
        ROOT,
        /** The NoCloud seed, read-only. */
        SEED,
        /** An image for the guests of this guest. It is read-only, and the lab does not delete it. */
        BASE,
        /** The modules of a kernel that is not the image's. They are read-only, and the lab does not delete them. */
        MODULES,
        /** An empty disk for tests and workloads. */
        SCRATCH,
        /** The lab's shared scratch disk: one file on the host, and inside a guest that guest's device. */
        SHARED
    }

    /** The image, on the machine that runs the guest, that an overlay is based on. */
    public record Backing(String path, String format) {}

    /** The volume's name in the lab's pool. */
    public String volume() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns this disk with another size in bytes. */
    public DiskPlan withCapacity(long bytes) {
        return new DiskPlan(use, serial, path, format, backing, bytes);
    }

    /** Whether the lab creates this disk and so deletes it. */
    public boolean made() {
        return use != Use.BASE && use != Use.MODULES;
    }

    /** Whether the guest may only read it. */
    public boolean readOnly() {
        return use == Use.SEED || !made();
    }
}
