package org.nestlab.internal.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A kernel for a machine that has an initramfs and no disk.
 *
 * @param folder where its files are
 * @param release what {@code uname -r} prints
 */
public record BareKernel(Path folder, String release) {

    /** What a boot loader starts; empty where only the ELF kernel is there. */
    public Optional<Path> bzImage() {
        return existing("bzImage");
    }

    /** What QEMU starts through its PVH entry; empty where the bzImage is packed in a way that is not known. */
    public Optional<Path> vmlinux() {
        return existing("vmlinux");
    }

    /**
     * The files of a module and of those that it depends on in the order in which they are loaded, for example
     * {@code kvm-amd.ko}; none where it is built in, empty where the kernel has it not.
     *
     * @param module {@code kvm_amd}, {@code kvm_intel}, {@code virtio_mmio} or {@code virtio_blk}
     */
    public Optional<List<Path>> modules(String module) {
        return existing(module + ".order")
                .map(order -> lines(order).stream()
                        .map(name -> folder.resolve("modules").resolve(name + ".ko"))
                        .toList());
    }

    private Optional<Path> existing(String name) {
        return Optional.of(folder.resolve(name)).filter(Files::exists);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
