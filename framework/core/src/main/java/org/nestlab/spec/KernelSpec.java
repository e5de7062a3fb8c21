package org.nestlab.spec;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Which kernel a guest boots. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface KernelSpec {

    /** The kernel of the image, booted directly. */
    static OfImage ofImage() {
        return new OfImage("");
    }

    /** Another kernel and its initramfs, booted directly; the disk does not change. */
    static Files files(Path kernel, Path initrd) {
        return new Files(kernel, initrd, "", null);
    }

    /**
     * Another kernel with its modules, for a guest of the embedded image; nothing is installed. Nestlab makes its
     * initramfs and a disk with its modules once, and keeps them in {@code nestlab.image.dir}.
     */
    static Swapped swapped(KernelSource source) {
        return new Swapped(source, "");
    }

    /** The kernel that the boot loader on the root disk chooses. */
    static BootLoader bootLoader() {
        return new BootLoader();
    }

    /**
     * The kernel of the image.
     *
     * @param arguments words added to the kernel command line
     */
    record OfImage(String arguments) implements KernelSpec {
        public OfImage {
            Checks.kernelArguments(arguments);
        }

        public OfImage withArguments(String words) {
            return new OfImage(words);
        }
    }

    /** A kernel from files of the machine that runs the tests. */
    final class Files implements KernelSpec {
        private final Path kernel;
        private final Path initrd;
        private final String arguments;
        private final @Nullable Path modules;

        private Files(Path kernel, Path initrd, String arguments, @Nullable Path modules) {
            Checks.kernelArguments(arguments);
            this.kernel = kernel;
            this.initrd = initrd;
            this.arguments = arguments;
            this.modules = modules;
        }

        /** A bzImage or an ELF with a PVH entry. */
        public Path kernel() {
            return kernel;
        }

        /** Its initramfs. */
        public Path initrd() {
            return initrd;
        }

        /** Words added to the kernel command line. */
        public String arguments() {
            return arguments;
        }

        /**
         * A raw ext4 file system with the kernel's modules, which the boot agent of the embedded image mounts. Empty if
         * the modules are in the initramfs or on the root disk.
         */
        public Optional<Path> modules() {
            return Optional.ofNullable(modules);
        }

        public Files withArguments(String words) {
            return new Files(kernel, initrd, words, modules);
        }

        /** Returns the same kernel with this file system of {@link #modules()}. */
        public Files withModules(Path fileSystem) {
            return new Files(kernel, initrd, arguments, fileSystem);
        }

        ValueProperties properties() {
            return ValueProperties.of(Files.class)
                    .and("kernel", kernel)
                    .and("initrd", initrd)
                    .and("arguments", arguments)
                    .and("modules", modules);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Files files && properties().equals(files.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }

    /**
     * A kernel that replaces that of the embedded image, with its modules.
     *
     * @param source the source of the kernel and its modules, on the machine that runs the tests
     * @param arguments words added to the kernel command line
     */
    record Swapped(KernelSource source, String arguments) implements KernelSpec {
        public Swapped {
            Checks.kernelArguments(arguments);
        }

        public Swapped withArguments(String words) {
            return new Swapped(source, words);
        }
    }

    /** The boot loader of the root disk. */
    record BootLoader() implements KernelSpec {}
}
