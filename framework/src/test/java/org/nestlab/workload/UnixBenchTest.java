package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;

class UnixBenchTest {

    private static final String FULL = Hostile.sample("unixbench-6.0.0-full-2cpu.txt");
    private static final String PARTIAL = Hostile.sample("unixbench-6.0.0-partial-2cpu.txt");

    private final FakeTestbed bed = new FakeTestbed();

    @TempDir
    private Path folder;

    @Test
    void readsTheSectionOfItsCopies() {
        assertThat(UnixBenchReport.parse(FULL, 1, false)).isEqualTo(new UnixBenchReport("6.0.0", 986.1));
        assertThat(UnixBenchReport.parse(FULL, 2, false)).isEqualTo(new UnixBenchReport("6.0.0", 2811.3));
        assertThat(UnixBenchReport.parse(PARTIAL, 2, true).index()).isEqualTo(1007.9);
    }

    @Test
    void readsTheOnlySectionOfAMachineWithOneCpu() {
        String one = FULL.substring(0, FULL.indexOf("Benchmark Run: Mon Nov 23 2026 18:00:05"))
                .replace("2 CPUs in system", "1 CPU in system");

        assertThat(UnixBenchReport.parse(one, 1, false).index()).isEqualTo(986.1);
        assertThatThrownBy(() -> UnixBenchReport.parse(one, 2, false))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageStartingWith("UnixBench's output has no section of 2 copies; it ends with: ");
    }

    @Test
    void readsOverWordsBetweenTheLines() {
        String words = FULL.replace("\n", "\nsh: 1: 3dinfo: not found\n");

        assertThat(UnixBenchReport.parse(words, 2, false).index()).isEqualTo(2811.3);
    }

    @Test
    void refusesTheIndexOfOtherTestsThanWereAskedFor() {
        assertThatThrownBy(() -> UnixBenchReport.parse(PARTIAL, 1, false))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("UnixBench's index score is '(Partial Only)', as tests were left out or failed:"
                        + " wanted that of all tests");
        assertThatThrownBy(() -> UnixBenchReport.parse(FULL, 1, true))
                .hasMessage("UnixBench's index score is of all tests: wanted that of some tests");
    }

    @Test
    void copiesItsInstallationOnceAndRuns() throws IOException {
        Files.createDirectory(folder.resolve("pgms"));
        assertThat(Files.createFile(folder.resolve("Run")).toFile().setExecutable(true))
                .isTrue();
        bed.guest
                .answers
                .failOn("test -x", 1, "")
                .on("base64 -d | tar", "")
                .on("./Run -i 1 -c 2 syscall pipe", PARTIAL);

        Measurement measured = UnixBench.perCpu(folder).quick().measure(bed);

        assertThat(measured.values()).containsValue(1007.9);
        assertThat(measured.facts()).containsEntry("unixbench", "6.0.0").containsEntry("copies", "2");
        assertThat(bed.guest.answers.asked()).hasSize(3);
    }

    @Test
    void saysWhatIsNoInstallation() {
        bed.guest.answers.failOn("test -x", 1, "");

        assertThatThrownBy(() -> UnixBench.single(folder).measure(bed))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        folder + " is no built UnixBench: wanted a folder with Run and pgms; build it there with make");
    }

    @Test
    void survivesAnything() {
        Hostile.check(FULL, text -> UnixBenchReport.parse(text, 2, false));
    }
}
