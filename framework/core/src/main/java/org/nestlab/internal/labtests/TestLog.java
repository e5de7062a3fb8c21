package org.nestlab.internal.labtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nestlab.internal.labtests.TestLogLine.Event;
import org.nestlab.upgrade.FunctionalCheck.State;

/**
 * What the file of {@code nestlab.test.log} says, whole or as far as a run has come.
 *
 * @param ended tests, and classes that failed, were aborted or were skipped, in the order in which they ended; of a
 *     test that was run again the last time
 * @param running what has begun and not ended, tests only where there are any
 * @param whole whether every run that began has ended, and each line could be read
 */
public record TestLog(List<Ended> ended, List<String> running, boolean whole) {

    /** A thousand times what the log of a hundred tests has. */
    private static final int MOST_BYTES = 64 << 20;

    /**
     * A test that has ended.
     *
     * @param id JUnit's unique id: it begins with that of the class
     * @param name as people read it; no two of a log are equal
     * @param detail why it failed, was aborted or was skipped
     */
    public record Ended(String id, String name, State state, String detail) {}

    public TestLog {
        ended = List.copyOf(ended);
        running = List.copyOf(running);
    }

    /**
     * Adds a line to a file, in one piece, so that several JVMs may.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void add(Path file, TestLogLine line) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Files.write(
                    file, (line.text() + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    /**
     * Reads a file; where there is none, nothing was run.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static TestLog read(Path file) {
        if (!Files.exists(file)) {
            return parse("");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(new String(in.readNBytes(MOST_BYTES), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    /** Reads the text of such a file; what is no line of one makes it not whole. */
    static TestLog parse(String text) {
        Map<String, TestLogLine> ended = new LinkedHashMap<>();
        Map<String, TestLogLine> begun = new LinkedHashMap<>();
        Set<String> runs = new TreeSet<>();
        Set<String> running = new TreeSet<>();
        boolean readable = true;
        for (String line : text.split("\n", -1)) {
            TestLogLine read = line.isBlank() ? null : TestLogLine.parse(line).orElse(null);
            if (read == null) {
                readable &= line.isBlank();
                continue;
            }
            if (read.event() == Event.RUN_STARTED) {
                runs.add(read.id());
                running.add(read.id());
            } else if (read.event() == Event.RUN_ENDED) {
                running.remove(read.id());
            } else if (read.event() == Event.STARTED) {
                begun.put(read.id(), read);
            } else {
                begun.remove(read.id());
                ended.remove(read.id());
                if (read.test() || read.state() != State.HOLDS) {
                    ended.put(read.id(), read);
                }
            }
        }
        return new TestLog(
                named(ended.values().stream().toList()),
                stillRunning(begun.values().stream().toList()),
                readable && !runs.isEmpty() && running.isEmpty());
    }

    /** Classes of two packages may have one name: only then the id, which is hard to read, is part of it. */
    private static List<Ended> named(List<TestLogLine> lines) {
        Map<String, Integer> count = new TreeMap<>();
        lines.forEach(line -> count.merge(line.name(), 1, Integer::sum));
        List<Ended> ended = new ArrayList<>();
        for (TestLogLine line : lines) {
            String name =
                    count.getOrDefault(line.name(), 1) == 1 ? line.name() : "%s (%s)".formatted(line.name(), line.id());
            ended.add(new Ended(line.id(), name, line.state(), line.detail()));
        }
        return ended;
    }

    private static List<String> stillRunning(List<TestLogLine> begun) {
        List<String> tests =
                begun.stream().filter(TestLogLine::test).map(TestLogLine::name).toList();
        return tests.isEmpty() ? begun.stream().map(TestLogLine::name).toList() : tests;
    }
}
