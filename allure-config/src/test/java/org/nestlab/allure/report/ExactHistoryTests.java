package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactHistoryTests {

    private static final String FIGURES = """
            {"vendors": [{"vendor": "amd", "baseline": null, "candidate": {"kernel": "%s", "machine": "amd, seed 1",
              "identity": {"emulator": "QEMU %s", "measuring program's SHA-256": "%s"},
              "instructions": {"L2:cpuid": {"median": 3002, "min": 2999}, "L3:cpuid": {"median": %d, "min": 9},
                "L3:touch": {"median": 111417, "min": 54987}},
              "exits": {"L3:cpuid": {"median": 7.91}}}}]}
            """;

    @TempDir
    private Path folder;

    private Path results;
    private ExactHistory history;

    @BeforeEach
    void nothingIsKept() throws IOException {
        results = Files.createDirectory(folder.resolve("results"));
        history = new ExactHistory(folder.resolve("kept/exact-history.jsonl"));
    }

    @Test
    void keepsWhatEachRunMeasuredOnceHoweverOftenItIsReported() throws IOException {
        measured("a", "6.1.0-50", "10.0.2", "x", 37_480);
        assertThat(history.goOn(List.of(results))).hasSize(1);
        measured("b", "6.1.0-51", "10.0.2", "x", 37_855);
        assertThat(history.goOn(List.of(results))).hasSize(2);

        List<ExactHistory.Step> steps = history.goOn(List.of(results));

        assertThat(steps).extracting(it -> it.machine().kernel()).containsExactly("6.1.0-50", "6.1.0-51");
        assertThat(steps.get(0).machine().instructions())
                .containsEntry("L3:cpuid", 37_480L)
                .containsEntry("L3:touch", 54_987L);
        assertThat(steps.get(0).machine().exits()).containsEntry("L3:cpuid", 7.91);
    }

    @Test
    void aLineThatWasCutShortIsPassedOver() throws IOException {
        measured("a", "6.1.0-50", "10.0.2", "x", 37_480);
        history.goOn(List.of(results));
        Files.writeString(folder.resolve("kept/exact-history.jsonl"), "{\"file\": \"lost", StandardOpenOption.APPEND);
        measured("b", "6.1.0-51", "10.0.2", "x", 37_855);

        assertThat(history.goOn(List.of(results))).hasSize(2);
        assertThat(new ExactHistory(folder.resolve("kept/exact-history.jsonl")).goOn(List.of()))
                .hasSize(2);
    }

    /** Each of two reports at once would add the same figures. */
    @Test
    void noOtherReportReadsItUntilTheFiguresAreAdded() throws IOException {
        measured("a", "6.1.0-50", "10.0.2", "x", 37_480);
        history.goOn(List.of());
        List<String> seen = new ArrayList<>();
        List<Path> askedAfterReading = new AbstractList<>() {
            @Override
            public Path get(int index) {
                seen.addAll(locksOfThisProcess());
                return results;
            }

            @Override
            public int size() {
                return 1;
            }
        };

        assertThat(history.goOn(askedAfterReading)).hasSize(1);

        assertThat(seen).anyMatch(lock -> kept().anyMatch(inode -> lock.contains(":" + inode + " ")));
    }

    /** The inodes of the files there. */
    private Stream<Object> kept() {
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            List<Object> inodes = new ArrayList<>();
            for (Path file : files.toList()) {
                inodes.add(Files.getAttribute(file, "unix:ino"));
            }
            return inodes.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // 1: POSIX  ADVISORY  WRITE 4711 08:01:1048621 0 EOF
    private static List<String> locksOfThisProcess() {
        try {
            return Files.readAllLines(Path.of("/proc/locks")).stream()
                    .filter(lock -> lock.contains(" " + ProcessHandle.current().pid() + " "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thePageShowsTheTrendWithTheKernelAtEachStep() throws IOException {
        for (int run = 0; run < 3; run++) {
            measured("a" + run, "6.1.0-50", "10.0.2", "x", 37_480);
        }
        measured("b", "6.1.0-51", "10.0.2", "x", 37_855);
        measured("c", "6.1.0-51", "10.0.3", "y".repeat(64), 37_855);

        String page = ExactPage.of(ExactFigures.ofFolders(List.of(results)), history.goOn(List.of(results)));

        assertThat(page)
                .contains("From run to run: amd, seed 1")
                .contains("<td>6.1.0-51</td>")
                .contains("37,855 (+1.0 %)")
                .contains("<th>and 2 more</th><td>the same figures</td>")
                .contains("emulator QEMU 10.0.3, another measuring program")
                .contains("L3:cpuid, run 4: 37,855");
        assertThat(page.replace("<div class=\"scroll\"><table>", ""))
                .as("a table is wider than a phone, and scrolls by itself")
                .doesNotContain("<table");
    }

    @Test
    void oneRunIsNoTrend() throws IOException {
        measured("a", "6.1.0-50", "10.0.2", "x", 37_480);

        assertThat(ExactPage.of(ExactFigures.ofFolders(List.of(results)), history.goOn(List.of(results))))
                .doesNotContain("From run to run");
    }

    private void measured(String name, String kernel, String qemu, String probe, int cpuid) throws IOException {
        Path file = Files.writeString(
                results.resolve(name + "-nestlab-exact.json"), FIGURES.formatted(kernel, qemu, probe, cpuid));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-30T10:00:00Z")));
    }
}
