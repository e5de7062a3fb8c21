package org.nestlab.internal.container.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.spec.HypervisorSpec;

/** What an image of a hypervisor is made from, as it lies in the jar. */
final class HypervisorImageSources {

    static final String REPOSITORY = "nestlab/hypervisor";

    private static final String FOLDER = "/org/nestlab/container/";

    private static final List<String> FILES = List.of("build-root.sh", "packages.list", "Dockerfile");

    private HypervisorImageSources() {}

    /** The image's name, which tells what went into it: {@code nestlab/hypervisor:trixie-0badcafe0bad}. */
    static String imageOf(HypervisorSpec.Debian hypervisor) {
        MessageDigest digest = Sha256.digest();
        FILES.forEach(name -> digest.update(read(name)));
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        return "%s:%s-%s".formatted(REPOSITORY, hypervisor.release().word(), hash);
    }

    /** The script that a container runs. */
    static byte[] start() {
        return read("start.sh");
    }

    static void extract(Path folder) throws IOException {
        folder.toFile().deleteOnExit();
        for (String name : FILES) {
            Path file = folder.resolve(name);
            // An interrupted process deletes nothing else.
            file.toFile().deleteOnExit();
            Files.write(file, read(name));
        }
    }

    static void delete(Path folder) throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }

    private static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(
                HypervisorImageSources.class.getResourceAsStream(FOLDER + name),
                () -> "no resource " + FOLDER + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FOLDER + name + " cannot be read", e);
        }
    }
}
