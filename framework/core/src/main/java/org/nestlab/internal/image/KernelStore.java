package org.nestlab.internal.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec.FileSystem;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/**
 * Kernels that do not come from an image, made bootable in a guest of the embedded image. They are fetched, unpacked,
 * checked, and kept beside the images in a folder that is named by the hash of their input. Packages and images are
 * only read.
 */
public final class KernelStore {

    private static final String VERSION = "version";

    /**
     * Where each package was fetched to. The newest package of a suite is asked for once for each folder, so that all
     * labs of a run boot the same kernel.
     */
    private static final Map<Fetched, Path> FETCHED = new ConcurrentHashMap<>();

    /** A package in the folder of one store. */
    private record Fetched(Path folder, String reference) {}

    private final Path folder;

    public KernelStore(Path imageDir) {
        this.folder = imageDir.toAbsolutePath().resolve("kernels");
    }

    /**
     * The kernel, made if it is not there.
     *
     * @param fileSystem of the root disk of the guest
     * @param progress is given a line now and then
     * @throws LabConfigurationException if it is missing, or cannot be a guest's: without virtio or the file system, or
     *     with modules of another version
     * @throws HostNotCapableException if the host cannot make it
     */
    public KernelSpec.Files ensure(KernelSpec.Swapped wanted, FileSystem fileSystem, Consumer<String> progress) {
        try {
            KernelInputs inputs = KernelInputs.of(local(wanted.source(), progress));
            String scripts = PackagedScripts.KERNEL.hash(fileSystem.word());
            Path made = folder.resolve("%s-%s-%s".formatted(fileSystem.word(), inputs.hash(), scripts));
            if (!Files.exists(made.resolve(VERSION))) {
                progress.accept(
                        "kernel: making %s bootable".formatted(wanted.source().text()));
                make(wanted.source(), inputs, made, fileSystem, progress);
            }
            return KernelSpec.files(made.resolve("vmlinuz"), made.resolve("initrd.img"))
                    .withArguments(wanted.arguments())
                    .withModules(made.resolve("modules.img"));
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the kernel %s cannot be made bootable in %s: %s. Expected: a folder that can be written to; set nestlab.image.dir"
                            .formatted(wanted.source().text(), folder, e),
                    e);
        }
    }

    /**
     * Looks whether the files are there by which a lab names the kernels of its guests, at every level. Starts and
     * fetches nothing.
     *
     * @throws LabConfigurationException naming the first file or folder that is not there or cannot be read
     */
    public static void requireFiles(LabSpec lab) {
        lab.guests().forEach(KernelStore::requireFiles);
    }

    private static void requireFiles(GuestSpec guest) {
        if (guest.kernel() instanceof KernelSpec.Swapped swapped) {
            requireFiles(swapped.source());
        }
        guest.guests().forEach(KernelStore::requireFiles);
    }

    private static void requireFiles(KernelSource source) {
        if (source instanceof KernelSource.Replaced replaced) {
            ReplacedModules.of(replaced);
            requireFiles(replaced.kernel());
        } else if (!(source instanceof KernelSource.Packaged)) {
            KernelInputs.of(source);
        }
    }

    /** What {@code uname -r} prints in a guest that boots this; empty where this store did not make it. */
    public static Optional<String> versionOf(KernelSpec.Files files) {
        Path version = files.kernel().resolveSibling(VERSION);
        try {
            return files.modules().isEmpty() || !Files.exists(version)
                    ? Optional.empty()
                    : Optional.of(Files.readString(version).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(version + " cannot be read", e);
        }
    }

    /** The same source with its files on this machine: a package is fetched. */
    public KernelSource local(KernelSource source, Consumer<String> progress) {
        if (source instanceof KernelSource.Replaced replaced) {
            return new KernelSource.Replaced(replaced.modules(), local(replaced.kernel(), progress));
        }
        if (!(source instanceof KernelSource.Packaged wanted)) {
            return source;
        }
        Path fetched = FETCHED.computeIfAbsent(new Fetched(folder, wanted.reference()), it -> fetch(wanted, progress));
        return Files.isDirectory(fetched) ? new KernelSource.Folder(fetched) : new KernelSource.Deb(fetched);
    }

    private Path fetch(KernelSource.Packaged wanted, Consumer<String> progress) {
        Path packages = folder.resolve("packages");
        progress.accept("kernel: fetching " + wanted.text());
        try {
            List<String> said = new KernelScript(PackagedScripts.KERNEL, folder)
                    .run(
                            "fetch-kernel.sh",
                            List.of(packages.toString(), wanted.reference()),
                            "fetching the kernel " + wanted.text(),
                            line -> {});
            Path file = Path.of(said.isEmpty() ? "" : said.get(said.size() - 1));
            progress.accept("kernel: %s is %s".formatted(wanted.text(), file.getFileName()));
            return file;
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the kernel %s cannot be fetched into %s: %s. Expected: a folder that can be written to; set nestlab.image.dir"
                            .formatted(wanted.text(), packages, e),
                    e);
        }
    }

    private void make(
            KernelSource source, KernelInputs inputs, Path made, FileSystem fileSystem, Consumer<String> progress)
            throws IOException {
        List<String> options = new ArrayList<>(List.of("--out", made.toString(), "--fs", fileSystem.word()));
        options.addAll(inputs.options());
        new KernelScript(PackagedScripts.KERNEL, folder)
                .run("make-kernel.sh", options, "making the kernel %s bootable".formatted(source.text()), progress);
    }
}
