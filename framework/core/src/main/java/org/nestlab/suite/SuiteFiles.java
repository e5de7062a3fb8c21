package org.nestlab.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.LabConfigurationException;

/** A list of tests: a suite's own, or that of its known failures. */
final class SuiteFiles {

    private static final long LARGEST = 4 << 20;

    private SuiteFiles() {}

    /**
     * Reads it, in UTF-8.
     *
     * @param what it is, for messages
     * @throws LabConfigurationException if it cannot be read, or has more than 4 MiB
     */
    static String read(String what, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new LabConfigurationException(
                        "%s %s has more than %d MiB; expected a list of tests".formatted(what, file, LARGEST >> 20));
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LabConfigurationException("%s %s cannot be read: %s".formatted(what, file, e), e);
        }
    }
}
