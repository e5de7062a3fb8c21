package org.nestlab.spec;

import java.nio.file.Path;

/** Which kernel a guest boots. */
public sealed interface KernelSpec {

    /** The kernel that came with the image, booted directly. */
    static OfImage ofImage() {
        return new OfImage("");
    }

    /** Another kernel and its initramfs, booted directly; the disk is not touched. */
    static Files files(Path kernel, Path initrd) {
        return new Files(kernel, initrd, "");
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
     */
    record Files(Path kernel, Path initrd, String arguments) implements KernelSpec {
        public Files {
            Checks.kernelArguments(arguments);
        }
    }

    /** The boot loader of the root disk. */
    record BootLoader() implements KernelSpec {}
}
