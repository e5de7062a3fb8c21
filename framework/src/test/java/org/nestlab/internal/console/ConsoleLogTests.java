package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.machine.Level;

@Timeout(30)
class ConsoleLogTests {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final List<FatalLine> told = new CopyOnWriteArrayList<>();
    private final BreakableShell above = new BreakableShell();

    private ConsoleLog follow() {
        return ConsoleLog.follow(
                above,
                remote().toString(),
                folder.resolve("local.log"),
                new ConsoleWatch(Signatures.builtIn(), Level.L1, told::add));
    }

    private Path remote() {
        return folder.resolve("it's the console.log");
    }

    private void print(String text) throws IOException {
        Files.writeString(remote(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void awaitText(ConsoleLog log, String text) {
        Waiting.on("the console's text", DEADLINE, OFTEN)
                .seeing(log::text)
                .untilTrue(() -> log.text().equals(text));
    }

    @Test
    void everythingIsKeptFromTheFirstByteOfAFileThatComesLater() throws IOException {
        try (ConsoleLog log = follow()) {
            print("first\n");
            awaitText(log, "first\n");
            print("sécond ✓\n");
            awaitText(log, "first\nsécond ✓\n");
            assertThat(log.lastLines()).containsExactly("first", "sécond ✓");
            assertThat(log.file()).hasContent("first\nsécond ✓\n");
        }
    }

    @Test
    void aDeadGuestIsToldWithinFiveSeconds() throws IOException {
        try (ConsoleLog log = follow()) {
            print("[    1.9] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\n");

            FatalLine fatal = Waiting.on("the fatal line", DEADLINE, OFTEN).until(log::fatal);

            assertThat(fatal.signature().name()).isEqualTo("kernel panic");
            assertThat(told).containsExactly(fatal);
            log.forgetFatal();
            assertThat(log.fatal()).isEmpty();
        }
    }

    @Test
    void whereTheGuestHasMovedItsFileIsReadFromItsStartAndAddedToWhatThereIs() throws IOException {
        print("one\n");
        BreakableShell other = new BreakableShell();
        try (ConsoleLog log = follow()) {
            awaitText(log, "one\n");
            assertThat(log.offset()).isEqualTo(4);

            // Here both machines have the same file.
            log.moveTo(other);

            awaitText(log, "one\none\n");
            other.breakStreams();
            print("two\n");
            awaitText(log, "one\none\ntwo\n");
        }
    }

    @Test
    void aLostStreamIsTakenUpWhereItStopped() throws IOException {
        print("one\n");
        try (ConsoleLog log = follow()) {
            awaitText(log, "one\n");
            above.breakStreams();
            print("two\n");
            awaitText(log, "one\ntwo\n");
        }
    }

    @Test
    void aFileThatWasReplacedMeanwhileIsReadFromItsStart() throws IOException {
        print("a long first console\n");
        try (ConsoleLog log = follow()) {
            awaitText(log, "a long first console\n");
            above.refuse(true);
            above.breakStreams();
            Files.writeString(remote(), "new\n");
            above.refuse(false);
            awaitText(log, "a long first console\nnew\n");
        }
    }

    @Test
    void aClosedLogLeavesNoProcessBehind() throws IOException {
        print("one\n");
        ConsoleLog log = follow();
        awaitText(log, "one\n");

        log.close();

        Waiting.on("the end of tail", DEADLINE, OFTEN)
                .untilTrue(() -> above.streams().isEmpty());
        print("two\n");
        assertThat(log.text()).isEqualTo("one\n");
    }

    @Test
    void theTextOfALongConsoleIsItsEnd() throws IOException {
        String megabyte = "x".repeat((1 << 20) - 1) + "\n";
        print("gone\n" + megabyte);
        try (ConsoleLog log = follow()) {
            Waiting.on("the whole console", DEADLINE, OFTEN)
                    .untilTrue(() -> log.file().toFile().length() == megabyte.length() + 5);

            assertThat(log.text()).isEqualTo("(5 bytes before this are in %s)%n".formatted(log.file()) + megabyte);
        }
    }

    @Test
    void everyLineHasTheTimeAtWhichItArrived() throws IOException {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (ConsoleLog log = follow()) {
            print("one\n");
            awaitText(log, "one\n");
            Instant between = Instant.now();
            print("\u001b[0;32mtwo\u001b[0m\n\nthree");
            Waiting.on("the rest", DEADLINE, OFTEN).untilTrue(() -> log.text().endsWith("three"));

            List<TimedLine> lines = TimedLine.of(log.file());

            assertThat(lines).extracting(TimedLine::text).containsExactly("one", "two", "three");
            assertThat(lines.get(0).at()).isBetween(start, between);
            // To the millisecond, and what arrives within 50 ms has the time of what came before. What was written at
            // once may be read in two
            // parts.
            assertThat(lines.get(1).at())
                    .isBetween(between.truncatedTo(ChronoUnit.MILLIS).minusMillis(50), Instant.now());
            assertThat(lines.get(2).at()).isBetween(lines.get(1).at(), Instant.now());
        }
    }

    @Test
    void aSpoiltTimeIsPassedOver() throws IOException {
        Files.writeString(folder.resolve("x.log"), "one\ntwo\n");
        Files.writeString(folder.resolve("x.log.times"), "0 1000\nnonsense\n99999999999999999999 1\n4 20");

        assertThat(TimedLine.of(folder.resolve("x.log")))
                .containsExactly(
                        new TimedLine(Instant.ofEpochMilli(1000), "one"),
                        new TimedLine(Instant.ofEpochMilli(20), "two"));
        assertThat(TimedLine.of(folder.resolve("none.log"))).isEmpty();
    }

    @Test
    void aConsoleThatIsNoUtf8IsKeptAndWatchedAllTheSame() throws IOException {
        byte[] latin = "caf\u00e9 \u00ff\u0000\n[    9.1][    T1] Kernel panic - not syncing: \u00e9\u00e9\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(remote(), latin);
        try (ConsoleLog log = follow()) {
            FatalLine fatal = Waiting.on("the fatal line", DEADLINE, OFTEN).until(log::fatal);

            assertThat(fatal.line()).startsWith("[    9.1][    T1] Kernel panic - not syncing: \uFFFD");
            assertThat(log.lastLines().get(0)).isEqualTo("caf\uFFFD \uFFFD");
            assertThat(log.file()).hasBinaryContent(latin);
        }
    }
}
