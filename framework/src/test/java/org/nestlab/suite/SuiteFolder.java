package org.nestlab.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A suite's folder, as its build leaves it. */
final class SuiteFolder {

    private SuiteFolder() {}

    /** Scripts are made executable. */
    static void write(Path folder, String name, String content) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (content.startsWith("#!")) {
            file.toFile().setExecutable(true);
        }
    }
}
