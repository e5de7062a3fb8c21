package org.nestlab.spec;

import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Which kernel a guest boots. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface KernelSpec {

    /** The kernel that came with the image, booted directly. */
    static OfImage ofImage() {
        return new OfImage("");
    }

    /** Another kernel and its initramfs, booted directly; the disk is not touched. */
    static Files files(Path kernel, Path initrd) {
        return new Files(kernel, initrd, "");
    }

    /**
     * Another kernel with its modules in a guest of the embedded image; nothing is installed. Its initramfs and a disk with its
     * modules are made once and kept in {@code nestlab.image.dir}.
     */
    static Swapped swapped(KernelSource source) {
        return new Swapped(source, "");
    }

    /** Whatever the boot loader on the root disk chooses. */
    static BootLoader bootLoader() {
        return new BootLoader();
    }

    /**
     * The image's own kernel.
     *
     * @param arguments words added to the kernel command line
     */
    record OfImage(String arguments) implements KernelSpec {
        public OfImage {
            Checks.kernelArguments(arguments);
        }
    }

    /**
     * A kernel from files of the machine that runs the tests.
     *
     * @param kernel a bzImage or an ELF with a PVH entry
     * @param initrd its initramfs
     * @param arguments words added to the kernel command line
     * @param modules a raw ext4 file system that the embedded image's boot agent mounts where the kernel's modules are looked
     *     for, or null where they are in the initramfs or on the root disk
     */
    record Files(
            Path kernel,
            Path initrd,
            String arguments,
            @Nullable Path modules) implements KernelSpec {
        public Files {
            Checks.kernelArguments(arguments);
        }

        public Files(Path kernel, Path initrd, String arguments) {
            this(kernel, initrd, arguments, null);
        }
    }

    /**
     * Another kernel than the embedded image's, with its modules.
     *
     * @param source where they come from, on the machine that runs the tests
     * @param arguments words added to the kernel command line
     */
    record Swapped(KernelSource source, String arguments) implements KernelSpec {
        public Swapped {
            Checks.kernelArguments(arguments);
        }
    }

    /** The boot loader of the root disk. */
    record BootLoader() implements KernelSpec {}
}
