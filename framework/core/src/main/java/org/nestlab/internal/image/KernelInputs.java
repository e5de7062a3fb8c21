package org.nestlab.internal.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.spec.KernelSource;

/**
 * A kernel's files on this machine: as options of the script that makes it bootable, and as a hash over all that they
 * hold.
 *
 * @param options for example {@code --deb /path}
 * @param files what is hashed: files, and folders with everything in them
 */
record KernelInputs(List<String> options, List<Path> files) {

    KernelInputs {
        options = List.copyOf(options);
        files = List.copyOf(files);
    }

    /**
     * Those of a source whose files are here already.
     *
     * @throws LabConfigurationException naming what is not there
     */
    static KernelInputs of(KernelSource source) {
        if (source instanceof KernelSource.Deb deb) {
            Path file = file(source, deb.file());
            return new KernelInputs(List.of("--deb", file.toString()), List.of(file));
        }
        if (source instanceof KernelSource.Folder tree) {
            Path folder = folder(source, tree.folder());
            List<Path> parts = Stream.of("boot", "lib/modules", "usr/lib/modules")
                    .map(folder::resolve)
                    .filter(Files::exists)
                    .toList();
            return new KernelInputs(List.of("--folder", folder.toString()), parts);
        }
        if (source instanceof KernelSource.Parts parts) {
            Path kernel = file(source, parts.kernel());
            Path modules = folder(source, parts.modules());
            return new KernelInputs(
                    List.of("--kernel", kernel.toString(), "--modules", modules.toString()), List.of(kernel, modules));
        }
        if (source instanceof KernelSource.Replaced replaced) {
            KernelInputs kernel = of(replaced.kernel());
            List<String> options = new ArrayList<>(kernel.options());
            List<Path> files = new ArrayList<>(kernel.files());
            for (Path module : ReplacedModules.of(replaced)) {
                options.addAll(List.of("--replace", module.toString()));
                files.add(module);
            }
            return new KernelInputs(options, files);
        }
        throw new IllegalArgumentException("a package is fetched first: " + source.text());
    }

    /** 12 hexadecimal digits, equal for equal contents wherever they lie. */
    String hash() throws IOException {
        MessageDigest digest = Sha256.digest();
        for (Path named : files) {
            // What a link leads to counts: the same link may lead to another kernel tomorrow.
            Path root = named.toRealPath();
            try (Stream<Path> walk = Files.walk(root)) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    digest.update(
                            (root.relativize(file) + "\0" + Checksums.sha256(file)).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    private static Path file(KernelSource source, Path path) {
        return there(source, path, Files.isRegularFile(path), "a file");
    }

    private static Path folder(KernelSource source, Path path) {
        return there(source, path, Files.isDirectory(path), "a folder");
    }

    private static Path there(KernelSource source, Path path, boolean right, String wanted) {
        if (!right || !Files.isReadable(path)) {
            throw new LabConfigurationException("the kernel %s: %s %s; expected %s that this user can read"
                    .formatted(
                            source.text(),
                            path,
                            Files.exists(path)
                                    ? right ? "cannot be read" : "is not %s".formatted(wanted)
                                    : "is not there",
                            wanted));
        }
        return path.toAbsolutePath().normalize();
    }
}
