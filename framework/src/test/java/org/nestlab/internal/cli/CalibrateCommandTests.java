package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.history.Experiments.IOPS;
import static org.nestlab.internal.history.Experiments.LATENCY;
import static org.nestlab.internal.history.Experiments.LIMIT;
import static org.nestlab.internal.history.Experiments.MACHINE;
import static org.nestlab.internal.history.Experiments.START;
import static org.nestlab.internal.history.Experiments.comparison;
import static org.nestlab.internal.history.Experiments.with;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.thresholds.Thresholds;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/** On a real SQLite file. */
class CalibrateCommandTests {

    private static final Verdict WITHIN = new Verdict.Within("ok");
    private static final String HEAD = "replayed as comparisons with a tolerance of 10 %:\n";

    @TempDir
    Path folder;

    private final Random random = new Random(3);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RunHistory history;

    @BeforeEach
    void open() {
        history = Histories.open(Optional.of(folder.resolve("history.db").toString()), folder.resolve("pending"));
    }

    private int calibrate(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("calibrate", "--history", folder.resolve("history.db").toString()));
        all.addAll(List.of(arguments));
        return NestlabCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    /** Pairs of some ratio, with a noise of 2 %. */
    private List<Pair> pairs(int count, double ratio) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Pair(
                        i,
                        Sample.of(ratio * 1000 * Math.exp(0.02 * random.nextGaussian())),
                        Sample.of(1000),
                        i % 2 == 0,
                        START.plusSeconds(i)))
                .toList();
    }

    private Experiment keep(int seconds, Fingerprint on, int count, double ratio) {
        Experiment it = with(
                START.plusSeconds(seconds),
                on,
                Map.of("vcpus", "2"),
                comparison(IOPS, LIMIT, WITHIN, pairs(count, ratio)),
                comparison(LATENCY, null, null, pairs(4, 1)));
        history.keep(it);
        return it;
    }

    @Test
    void nothingIsSaidOfAnEmptyHistory() {
        assertThat(calibrate()).isZero();
        assertThat(out).hasToString("nothing was kept yet: compare two machines with a Bench first\n");
    }

    @Test
    void fewPairsCalibrateNothing() {
        keep(0, MACHINE, 3, 0.5);
        Path file = folder.resolve("own.yaml");
        assertThat(calibrate("--write", file.toString())).isZero();
        assertThat(out)
                .hasToString(HEAD
                        + "emulated L2/L1 fio-qd1.latency: too few pairs: 4 of at least 8\n"
                        + "emulated L2/L1 fio-randread-4k.iops: too few pairs: 3 of at least 8\n"
                        + file + " is not written: no threshold can be proposed yet\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void thePairsOfSeveralRunsGiveFiguresAndAThreshold() {
        IntStream.range(0, 6).forEach(i -> keep(i, MACHINE, 8, 0.5));
        assertThat(calibrate("--metric", IOPS.name())).isZero();
        assertThat(out.toString())
                .startsWith(HEAD + "emulated L2/L1 fio-randread-4k.iops: 48 pairs\n")
                .containsPattern("\n  false alarms 0\\.\\d\\d %, certified without a change (9\\d\\.\\d|100\\.0) %;"
                        + " the smallest drop seen is ([5-9]|10) %, in \\d+ pairs\n")
                .doesNotContain("qd1")
                .endsWith("""

                        # proposed by nestlab calibrate: what this lab's pairs meet with room to spare
                        emulated:
                          L2/L1:
                            "fio-randread-4k.iops": 0.46
                        """);
        String first = out.toString();
        out.getBuffer().setLength(0);
        calibrate("--metric", IOPS.name());
        assertThat(out).as("equal pairs give equal figures").hasToString(first);
    }

    @Test
    void whatIsWrittenCanBeReadAndIsNotReplacedUnasked() throws IOException {
        IntStream.range(0, 6).forEach(i -> keep(i, MACHINE, 8, 0.5));
        Path file = folder.resolve("a folder/own.yaml");
        assertThat(calibrate("--write", file.toString())).isZero();
        assertThat(out.toString())
                .endsWith("pairs\nwritten to %s: -Dnestlab.thresholds=%s uses it\n".formatted(file, file));
        assertThat(Thresholds.read("own.yaml", Files.readString(file))
                        .of(Tier.EMULATED, LevelPair.parse("L2/L1"), IOPS.name())
                        .map(Threshold.AtLeast.class::cast)
                        .map(Threshold.AtLeast::ratio))
                .contains(0.46);

        Files.writeString(file, "mine");
        assertThat(calibrate("--write", file.toString())).isEqualTo(2);
        assertThat(err)
                .hasToString("nestlab: %s exists already: --force replaces it, or name another file\n".formatted(file));
        assertThat(file).hasContent("mine");

        assertThat(calibrate("--write", file.toString(), "--force")).isZero();
        assertThat(file).content().startsWith("# proposed");
        assertThat(folder.resolve("a folder"))
                .isDirectoryContaining("glob:**/own.yaml")
                .isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void pairsOfAnotherMachineAreNoNoise() {
        keep(0, new Fingerprint(Map.of("L1.kernel", "older"), Map.of()), 20, 0.9);
        keep(1, MACHINE, 30, 0.5);
        assertThat(calibrate("--metric", IOPS.name())).isZero();
        assertThat(out.toString())
                .contains("iops: 30 pairs; 20 more of other machines or another set-up are not counted\n")
                .contains("\": 0.46\n");
    }

    @Test
    void whatWasInvalidDoesNotCount() {
        history.keep(with(
                START, MACHINE, Map.of(), comparison(IOPS, LIMIT, new Verdict.Invalid("swapped"), pairs(30, 0.5))));
        assertThat(calibrate()).isZero();
        assertThat(out.toString()).startsWith("nothing was kept yet");
    }

    @Test
    void whatWasNotMeasuredIsNamedBesideWhatWas() {
        keep(0, MACHINE, 3, 0.5);
        assertThat(calibrate("--levels", "L1/L0")).isZero();
        assertThat(out).hasToString("""
                        nothing like that was kept; there is:
                          emulated L2/L1 fio-qd1.latency
                          emulated L2/L1 fio-randread-4k.iops
                        """);
        assertThat(calibrate("--levels", "L1")).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        "nestlab: 'L1' is not a valid pair of levels; expected subject and reference, like L2/L1\n");
    }
}
