package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;

class UnixBenchTests {

    private static final String FULL = Hostile.sample("unixbench-6.0.0-full-2cpu.txt");
    private static final String PARTIAL = Hostile.sample("unixbench-6.0.0-partial-2cpu.txt");

    private final FakeTestbed testbed = new FakeTestbed();

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
    void readsAScoreThatIsSetOffByTabs() {
        String tabs = FULL.replaceFirst("(?m)^(System Benchmarks Index Score) ++2811.3", "$1\t\t\t\t\t     2811.3");

        assertThat(tabs).isNotEqualTo(FULL);
        assertThat(UnixBenchReport.parse(tabs, 2, false).index()).isEqualTo(2811.3);
    }

    @Test
    void refusesTheIndexOfOtherTestsThanWereAskedFor() {
        assertThatThrownBy(() -> UnixBenchReport.parse(PARTIAL, 1, false))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("UnixBench's index score is '(Partial Only)', as tests were left out or failed;"
                        + " expected that of all tests");
        assertThatThrownBy(() -> UnixBenchReport.parse(FULL, 1, true))
                .hasMessage("UnixBench's index score is of all tests; expected that of some tests");
    }

    /** The scripts in a real shell, with a UnixBench that prints what a real one did. */
    @Test
    void copiesItsInstallationAndRunsIt() throws IOException {
        Path sample = Path.of("src/test/resources/org/nestlab/workload/unixbench-6.0.0-partial-2cpu.txt");
        Path installation = folder.resolve("unixbench");
        Files.createDirectories(installation.resolve("pgms"));
        Files.writeString(installation.resolve("pgms/syscall"), "one build");
        // make is the stub: there is none of this name that succeeds without a makefile.
        LocalTestbed.script(
                installation.resolve("Run"),
                "#!/bin/sh\nmake all || exit 9\necho \"$@\" >>tmp/runs\ncat %s\n"
                        .formatted(Command.quote(sample.toAbsolutePath().toString())));
        LocalTestbed local = new LocalTestbed(folder, "sh");
        Path runs = local.tmp.resolve("nestlab-unixbench/tmp/runs");
        UnixBench bench = UnixBench.perCpu(installation).quick();

        Measurement first = bench.measure(local);
        bench.measure(local);

        assertThat(first.values()).containsValue(1007.9);
        assertThat(first.facts()).containsEntry("unixbench", "6.0.0").containsEntry("copies", "2");
        assertThat(runs)
                .as("the first copy, used twice")
                .content()
                .isEqualTo("-i 1 -c 2 syscall pipe context1 spawn execl\n".repeat(2));

        Files.writeString(installation.resolve("pgms/syscall"), "another one");
        Measurement third = bench.measure(local);

        assertThat(third.facts().get("installation")).isNotEqualTo(first.facts().get("installation"));
        assertThat(runs).as("a new copy").content().hasLineCount(1);
        assertThat(local.tmp.resolve("nestlab-unixbench/pgms/syscall")).hasContent("another one");
    }

    @Test
    void saysWhatIsNoInstallation() {
        assertThatThrownBy(() -> UnixBench.single(folder).measure(testbed))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(folder
                        + " is not a built UnixBench; expected a folder with Run and pgms; build it there with make");
    }

    @Test
    void survivesAnything() {
        Hostile.check(FULL, text -> UnixBenchReport.parse(text, 2, false));
    }
}
