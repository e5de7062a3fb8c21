package org.nestlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Markdown files of the repository. */
public final class Documents {

    /** Of the repository. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Documents() {}

    /** README.md and docs/*.md, sorted. */
    static List<Path> forUsers() throws IOException {
        List<Path> found = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        found.addAll(markdown(ROOT.resolve("docs"), 1));
        return found;
    }

    /** Every document of the root folder and below docs, sorted within each of the two. */
    static List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>(markdown(ROOT, 1));
        found.addAll(markdown(ROOT.resolve("docs"), Integer.MAX_VALUE));
        return found;
    }

    private static List<Path> markdown(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
