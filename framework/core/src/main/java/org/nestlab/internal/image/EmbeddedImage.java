package org.nestlab.internal.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.ImageFiles.Kernel;
import org.nestlab.spec.ImageSpec.FileSystem;

/** The image that is built from Debian packages, in a folder named by the hash of what goes into it. */
final class EmbeddedImage {

    /** Ten times what it takes where packages come slowly; another process may be building the same one first. */
    private static final Duration LIMIT = Duration.ofMinutes(60);

    /** What the image is for. */
    enum Flavor {
        LAB("lab"),
        CLOUD_INIT("cloud-init");

        private final String word;

        Flavor(String word) {
            this.word = word;
        }
    }

    private final Path folder;
    private final FileSystem fileSystem;
    private final Flavor flavor;

    EmbeddedImage(Path imageDir, FileSystem fileSystem, Flavor flavor) {
        this.fileSystem = fileSystem;
        this.flavor = flavor;
        this.folder = imageDir.resolve("%s-%s-%s"
                .formatted(flavor.word, fileSystem.word(), PackagedScripts.IMAGE.hash(flavor.word, fileSystem.word())));
    }

    Path folder() {
        return folder;
    }

    boolean isBuilt() {
        return Files.exists(folder.resolve("image.qcow2"));
    }

    /** The paths, whether or not anything is there yet; the command line is read where it is. */
    ImageFiles files() {
        return new ImageFiles(
                folder.getFileName().toString(),
                folder.resolve("image.qcow2").toString(),
                "qcow2",
                Optional.of(new Kernel(
                        folder.resolve("vmlinuz").toString(),
                        folder.resolve("initrd.img").toString(),
                        commandLine())),
                "root",
                Optional.empty());
    }

    private String commandLine() {
        Path file = folder.resolve("cmdline");
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "console=ttyS0 root=/dev/vda rw";
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Builds the image unless it is there. The script takes a lock of its own: a second process waits for the first.
     *
     * @param progress is given the script's lines
     */
    void build(Consumer<String> progress) {
        if (isBuilt()) {
            return;
        }
        Path scripts = null;
        try {
            Files.createDirectories(folder.getParent());
            scripts = Files.createTempDirectory("nestlab-image");
            PackagedScripts.IMAGE.extract(scripts);
            run(scripts, progress);
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the image cannot be built in %s: %s. Expected: a folder that can be written to; set nestlab.image.dir"
                            .formatted(folder, e),
                    e);
        } finally {
            PackagedScripts.IMAGE.deleteQuietly(scripts);
        }
    }

    private void run(Path scripts, Consumer<String> progress) throws IOException {
        new BuildScript("building the guest image", LIMIT)
                .run(
                        List.of(
                                "bash",
                                scripts.resolve("build-image.sh").toString(),
                                "--out",
                                folder.toString(),
                                "--fs",
                                fileSystem.word(),
                                "--flavor",
                                flavor.word),
                        progress)
                .orThrow();
    }
}
