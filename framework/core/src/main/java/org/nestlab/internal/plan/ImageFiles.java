package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A backing image and the files that belong to it, by their paths on one machine.
 *
 * @param id identifies the image: the hash of its inputs, or the checksum of the file
 * @param disk the image
 * @param format {@code qcow2} or {@code raw}
 * @param kernel the kernel that boots the image directly; empty if only its boot loader can boot it
 * @param user who logs in over SSH
 * @param privateKey the key to log in with, if the image accepts one already; empty if the lab puts its own key in
 */
public record ImageFiles(
        String id, String disk, String format, Optional<Kernel> kernel, String user, Optional<Path> privateKey) {

    /** A kernel, its initramfs and the command line that they need. */
    public record Kernel(String kernel, String initrd, String arguments) {}

    /** Returns the same image by its paths inside a guest that has it as a disk. */
    ImageFiles asDisk(String serial) {
        return new ImageFiles(id, "/dev/disk/by-id/virtio-" + serial, "raw", kernel, user, privateKey);
    }
}
