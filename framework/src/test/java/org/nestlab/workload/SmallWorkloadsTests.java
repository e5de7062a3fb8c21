package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallWorkloadsTests {

    private static final String FORK = Hostile.sample("stress-ng-0.15.06-fork.txt");
    private static final String HACKBENCH = Hostile.sample("hackbench-2.40.txt");
    private static final String CYCLES = " 115040\n".repeat(9) + " 99000\n";

    private final FakeTestbed testbed = new FakeTestbed();

    @TempDir
    private Path folder;

    @Test
    void readsStressNg() {
        testbed.guest.answers.on("stress-ng --fork 1 --timeout 2s", FORK);

        Measurement measured = StressNg.fork().measure(testbed);

        assertThat(measured.values()).containsEntry(StressNg.fork().metrics().get(0), 539.98);
        assertThat(measured.facts()).containsEntry("stress-ng", "0.15.06");
    }

    @Test
    void takesEverySystemCallAndNotTheFastOnesOfTheMachine() {
        testbed.guest.answers.on("--syscall-method all", Hostile.sample("stress-ng-0.15.06-syscall.txt"));

        assertThat(StressNg.syscall().measure(testbed).values()).hasSize(1);
    }

    @Test
    void refusesAStressNgThatDidNothing() {
        assertThatThrownBy(() -> StressNg.rate("stress-ng: info: done", "fork"))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("stress-ng's output has no metrics of fork; it ends with: stress-ng: info: done");
    }

    @Test
    void readsHackbench() {
        testbed.guest.answers.on("hackbench -g 1 -l 100", HACKBENCH);

        assertThat(new Hackbench().measure(testbed).values()).containsValue(0.688);
    }

    @Test
    void takesTheBestRepeatOfTheExitProbe() {
        testbed.guest.answers.on("nestlab-probe", CYCLES);

        Measurement measured = ExitProbe.cpuid().measure(testbed);

        assertThat(measured.values()).containsValue(99.0);
        assertThat(measured.operations()).hasValue(10_000);
    }

    @Test
    void refusesAnExitProbeThatEndedEarly() {
        assertThatThrownBy(() -> ExitProbe.best(" 7\n"))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("the exit probe printed 1 repeats; expected 10; it ends with: 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpuid", "touch"})
    void runsOnThisMachine(String which) throws IOException, InterruptedException {
        ExitProbe probe = which.equals("cpuid") ? ExitProbe.cpuid() : ExitProbe.touch();
        Path program = Files.write(folder.resolve("probe"), probe.program());
        assertThat(program.toFile().setExecutable(true)).isTrue();

        Process process = new ProcessBuilder("sh", "-c", "\"$0\" | od -A n -v -t u8 -w8", program.toString()).start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        // An operation costs more than ten cycles anywhere, and less than ten million.
        assertThat(ExitProbe.best(text)).isBetween(10_000.0, 1e10);
    }

    @Test
    void surviveAnything() {
        Hostile.check(FORK, text -> StressNg.rate(text, "fork"));
        Hostile.check(HACKBENCH, Hackbench::seconds);
        Hostile.check(CYCLES, ExitProbe::best);
    }
}
