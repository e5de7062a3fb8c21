package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;

/** The outcomes so far, in a file of one line each, so that a run that was ended goes on where it was. */
record CrashResults(Path file) {

    /** For example {@code CRASH ALONE after BEFORE pool on L0, then REAP: clean}. */
    private static final String CLEAN = ": clean";

    /** The moments of a scenario, as they were first seen; {@code MOMENT ALONE: after BEFORE pool on L0}. */
    List<String> moments(CrashScenario scenario, Supplier<List<String>> look) {
        String head = "MOMENT " + scenario + ": ";
        List<String> seen = lines().stream()
                .filter(line -> line.startsWith(head))
                .map(line -> line.substring(head.length()))
                .toList();
        if (seen.isEmpty()) {
            seen = look.get();
            seen.forEach(moment -> append(head + moment));
        }
        return seen;
    }

    boolean isClean(CrashCase crash) {
        return lines().contains(crash + CLEAN);
    }

    void add(CrashCase crash, List<String> lost) {
        String line = crash + (lost.isEmpty() ? CLEAN : ": LOST " + lost);
        System.out.println(line);
        append(line);
    }

    private void append(String line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
