package org.nestlab.internal.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A backing image and what goes with it, by their paths on one machine.
 *
 * @param id tells images apart: the hash of what went into it, or the checksum of the file
 * @param disk the image
 * @param format {@code qcow2} or {@code raw}
 * @param kernel what the image is booted with directly, empty where only its boot loader can
 * @param user who logs in over SSH
 * @param privateKey the key to log in with where the image knows one, empty where the lab's own key is put in
 */
public record ImageFiles(
        String id, String disk, String format, Optional<Kernel> kernel, String user, Optional<Path> privateKey) {

    /** A kernel, its initramfs and the command line that they want. */
    public record Kernel(String kernel, String initrd, String arguments) {}

    /** The same image as a guest sees it that was handed it as a disk. */
    ImageFiles asDisk(String serial) {
        return new ImageFiles(id, "/dev/disk/by-id/virtio-" + serial, "raw", kernel, user, privateKey);
    }
}
