package org.nestlab.workload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.shell.Tarball;

/**
 * A built UnixBench in a folder of the machine that runs the tests; what its own runs leave there does not belong to
 * it.
 */
record UnixBenchInstallation(Path folder) {

    UnixBenchInstallation {
        if (!Files.isExecutable(folder.resolve("Run")) || !Files.isDirectory(folder.resolve("pgms"))) {
            throw new LabConfigurationException(
                    "%s is not a built UnixBench; expected a folder with Run and pgms; build it there with make"
                            .formatted(folder));
        }
    }

    /** SHA-256 of every file's name, size and content. */
    String hash() {
        try (Stream<Path> walk = Files.walk(folder)) {
            MessageDigest digest = Sha256.digest();
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> !isLeftByRuns(file))
                    .sorted()
                    .toList();
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                digest.update("%s\0%d\0"
                        .formatted(folder.relativize(file), content.length)
                        .getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new LabConfigurationException("UnixBench in %s cannot be read".formatted(folder), e);
        }
    }

    private boolean isLeftByRuns(Path file) {
        Path inside = folder.relativize(file);
        return inside.startsWith("results") || inside.startsWith("tmp");
    }

    /** The folder as base64 of a compressed archive. */
    String packed() {
        try {
            Path packed = Files.createTempFile("nestlab-unixbench", ".tar.gz");
            packed.toFile().deleteOnExit();
            try {
                Tarball.write(folder, packed, "./results/*", "./tmp/*");
                return Base64.getEncoder().encodeToString(Files.readAllBytes(packed));
            } finally {
                Files.deleteIfExists(packed);
            }
        } catch (IOException e) {
            throw new LabConfigurationException("UnixBench in %s cannot be read".formatted(folder), e);
        }
    }
}
