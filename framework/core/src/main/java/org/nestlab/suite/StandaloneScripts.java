package org.nestlab.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.machine.Command;

/** A folder of scripts, each a test with all that it needs, as {@code make standalone} leaves them. */
record StandaloneScripts(Path folder) implements UnitTestBuild {

    /** The first lines of such a script, of today's builds and of older ones. */
    private static final List<String> MARKS = List.of("export KUT_STANDALONE=yes", "export STANDALONE=yes");

    private static final int FIRST_LINES = 5;

    /** Where the words of the call of {@code run} stand at the end of a script; the name of the test is the first. */
    private static final int GROUPS = 2;

    private static final int LIMIT = 11;

    static boolean isIn(Path folder) {
        return Files.isDirectory(folder) && !scripts(folder).isEmpty();
    }

    @Override
    public List<UnitTestEntry> tests() {
        return scripts(folder).stream().map(StandaloneScripts::test).toList();
    }

    @Override
    public List<String> unneeded() {
        return List.of();
    }

    @Override
    public String setUp() {
        return "true";
    }

    @Override
    public String run(UnitTestEntry test) {
        return "./%s </dev/null".formatted(Command.quote(test.name()));
    }

    private static UnitTestEntry test(Path script) {
        List<String> call = QuotedWords.of(lastLine(script));
        return new UnitTestEntry(
                script.getFileName().toString(),
                "",
                call.size() > GROUPS ? List.of(call.get(GROUPS).split("\\s+", -1)) : List.of(),
                call.size() > LIMIT ? UnitTestEntry.limitOf(call.get(LIMIT)) : Duration.ZERO);
    }

    private static List<Path> scripts(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .filter(StandaloneScripts::isStandalone)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
        }
    }

    private static boolean isStandalone(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return reader.lines().limit(FIRST_LINES).anyMatch(MARKS::contains);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String lastLine(Path script) {
        try (Stream<String> lines = Files.lines(script, StandardCharsets.ISO_8859_1)) {
            return lines.reduce("", (before, line) -> line);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(script), e);
        }
    }
}
