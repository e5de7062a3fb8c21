package org.nestlab.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.LabConfigurationException;

/** A suite's own list of its tests. */
final class SuiteFiles {

    private static final long LARGEST = 4 << 20;

    private SuiteFiles() {}

    static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new LabConfigurationException(
                        "%s has more than %d MiB: that is not a list of tests".formatted(file, LARGEST >> 20));
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LabConfigurationException(
                    "the suite's list of tests %s cannot be read: %s".formatted(file, e), e);
        }
    }
}
