package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.history.Experiments.IOPS;
import static org.nestlab.internal.history.Experiments.LATENCY;
import static org.nestlab.internal.history.Experiments.LIMIT;
import static org.nestlab.internal.history.Experiments.MACHINE;
import static org.nestlab.internal.history.Experiments.START;
import static org.nestlab.internal.history.Experiments.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.history.json.ExperimentJson;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Verdict;

/** On a real SQLite file. */
class HistoryCommandTests {

    private static final UUID OLDER = UUID.fromString("1a2b0000-0000-4000-8000-000000000001");
    private static final UUID NEWER = UUID.fromString("1a2c0000-0000-4000-8000-000000000002");
    private static final Fingerprint NEWER_KERNEL = new Fingerprint(
            Map.of("tier", "emulated", "L0.cpu", "AMD EPYC", "L1.kernel", "6.12.0-1"), MACHINE.details());

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void twoExperiments() {
        try (RunHistory history = Histories.open(Optional.of(file()), folder.resolve("pending"))) {
            history.keep(experiment(OLDER, 0, MACHINE, new Verdict.Inconclusive("2 pairs of at least 5")));
            history.keep(experiment(NEWER, 60, NEWER_KERNEL, new Verdict.Within("at least 0.45")));
        }
    }

    private String file() {
        return folder.resolve("history.db").toString();
    }

    private int history(String... arguments) {
        List<String> all = new ArrayList<>(List.of("history", "--history", file()));
        all.addAll(List.of(arguments));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return NestlabCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static Experiment experiment(UUID id, int seconds, Fingerprint on, Verdict verdict) {
        List<Pair> pairs = List.of(
                new Pair(1, Sample.of(480.5), Sample.of(1000), true, START.plusSeconds(1)),
                new Pair(2, Sample.of(250), Sample.of(500), false, START.plusSeconds(2)));
        Comparison judged = comparison(IOPS, LIMIT, verdict, pairs);
        Comparison measured = comparison(LATENCY, null, null, pairs.subList(1, 2));
        return ExperimentDesign.of(id, START.plusSeconds(seconds), Tier.EMULATED, LevelPair.parse("L2/L1"))
                .withRun("run-1")
                .withTest("DiskTests.read \"4k\", twice")
                .withLab("default")
                .withSubject("L2 guest")
                .withReference("L1 hypervisor")
                .withSeed(7)
                .withProfile("quick")
                .withSetup(Map.of("vcpus", "2"))
                .withFingerprint(on)
                .ended(Duration.ofSeconds(61), List.of(judged, measured), List.of("clock skew 0.3 %"));
    }

    @Test
    void listsTheNewestFirst() {
        assertThat(history()).isZero();
        String both = """
                1a2c0000  2026-11-23T20:01:00Z  emulated  L2/L1  DiskTests.read "4k", twice  1 within, 1 not judged
                1a2b0000  2026-11-23T20:00:00Z  emulated  L2/L1  DiskTests.read "4k", twice  1 inconclusive, 1 not judged
                """;
        assertThat(out).hasToString(both);
        assertThat(history("list")).isZero();
        assertThat(out).hasToString(both);
        assertThat(history("list", "--limit", "1")).isZero();
        assertThat(out.toString()).isEqualTo(both.lines().findFirst().orElseThrow() + "\n");
    }

    @Test
    void listsAndShowsJson() throws IOException {
        assertThat(history("list", "--json", "--limit", "1")).isZero();
        JsonNode list = new ObjectMapper().readTree(out.toString());
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("id").asText()).isEqualTo(NEWER.toString());
        assertThat(history("show", "1A2B", "--json")).isZero();
        JsonNode shown = new ObjectMapper().readTree(out.toString());
        assertThat(ExperimentJson.read(shown.get(0).toString()))
                .isEqualTo(experiment(OLDER, 0, MACHINE, new Verdict.Inconclusive("2 pairs of at least 5")));
    }

    @Test
    void nothingWasKept() throws IOException {
        Files.delete(Path.of(file()));
        assertThat(history("list")).isZero();
        assertThat(out).hasToString("nothing was kept yet\n");
        assertThat(Path.of(file())).doesNotExist();
    }

    @Test
    void showsEveryPair() {
        assertThat(history("show", "1a2b")).isZero();
        assertThat(out).hasToString("""
                1a2b0000-0000-4000-8000-000000000001  DiskTests.read "4k", twice on default (emulated)
                L2 guest against L1 hypervisor, begun 2026-11-23T20:00:00.123456789Z, took 61 s, profile quick, seed 7
                note: clock skew 0.3 %

                fio-randread-4k.iops: inconclusive, 2 pairs of at least 5; ratio 0.480 (2 pairs, too few for an interval)
                    1         480.500        1000.000 IOPS  ratio 0.4805  subject first
                    2         250.000         500.000 IOPS  ratio 0.5000  reference first

                fio-qd1.latency: not judged; ratio 0.480 (1 pair, too few for an interval)
                    2         250.000         500.000 µs  ratio 2.0000  reference first
                """);
    }

    @Test
    void saysWhatTheRunsDoNotHaveInCommon() {
        assertThat(history("diff", "1a2b", "1a2c")).isZero();
        assertThat(out).hasToString("""
                the second run has kernel 6.12.0-1 in L1 instead of 6.1.0-41
                their evidence is not put together: the identities differ
                """);
    }

    @Test
    void exportsWhatCanBeReadAgain() throws IOException {
        assertThat(history("export")).isZero();
        JsonNode all = new ObjectMapper().readTree(out.toString());
        assertThat(all).hasSize(2);
        assertThat(ExperimentJson.read(all.get(0).toString()).design().id()).isEqualTo(NEWER);

        Path json = folder.resolve("all.json");
        assertThat(history("export", "1a2b", "--output", json.toString())).isZero();
        assertThat(out).hasToString("1 experiment written to %s\n".formatted(json));
        assertThat(ExperimentJson.read(
                        new ObjectMapper().readTree(json.toFile()).get(0).toString()))
                .isEqualTo(experiment(OLDER, 0, MACHINE, new Verdict.Inconclusive("2 pairs of at least 5")));
    }

    @Test
    void exportsARowForEachPair() {
        Path csv = folder.resolve("pairs.csv");
        assertThat(history("export", "--format", "csv", "--output", csv.toString()))
                .isZero();
        assertThat(out).hasToString("2 experiments written to %s\n".formatted(csv));
        assertThat(csv).content().hasLineCount(7);
        assertThat(history("export", "--format", "csv", "1a2b")).isZero();
        String begin = "1a2b0000-0000-4000-8000-000000000001,run-1,2026-11-23T20:00:00.123456789Z,"
                + "\"DiskTests.read \"\"4k\"\", twice\",default,emulated,L2/L1," + MACHINE.id() + ",quick,";
        assertThat(out.toString().lines())
                .containsExactly(
                        "experiment,run,started,test,lab,tier,levels,fingerprint,profile,metric,unit,verdict,pair,at,first,subject,"
                                + "reference,ratio",
                        begin
                                + "fio-randread-4k.iops,IOPS,inconclusive,1,2026-11-23T20:00:01.123456789Z,subject,480.5,1000.0,"
                                + Math.exp(Math.log(480.5 / 1000)),
                        begin
                                + "fio-randread-4k.iops,IOPS,inconclusive,2,2026-11-23T20:00:02.123456789Z,reference,250.0,500.0,0.5",
                        begin + "fio-qd1.latency,µs,,2,2026-11-23T20:00:02.123456789Z,reference,250.0,500.0,2.0");
    }

    @Test
    void whatCannotBeWrittenIsNotReady() {
        Path there = folder.resolve("nowhere/all.json");
        assertThat(history("export", "--output", there.toString())).isEqualTo(1);
        assertThat(err)
                .hasToString("nestlab: %s cannot be written: java.nio.file.NoSuchFileException: %s\n"
                        .formatted(there, there));
    }

    @Test
    void whatIsAskedForWronglyIsUsage() {
        refused("no experiment's id begins with 'ff': `nestlab history list` shows them", "show", "ff");
        refused("the ids of 2 experiments begin with '1a2': give more of it", "show", "1a2");
        refused("history show takes 1 id, not 0", "show");
        refused("history diff takes 2 ids, not 1", "diff", "1a2b");
        refused("history list takes 0 ids, not 1", "list", "1a2b");
        refused("--limit is 0; expected 1 or more", "list", "--limit", "0");
        assertThat(history("forget")).isEqualTo(2);
        assertThat(history("export", "--format", "xml")).isEqualTo(2);
    }

    private void refused(String message, String... arguments) {
        assertThat(history(arguments)).isEqualTo(2);
        assertThat(err).hasToString("nestlab: " + message + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aHistoryThatIsNoneIsSaidToBe() throws IOException {
        Files.writeString(Path.of(file()), "this is a text and no database, and long enough to be looked at\n");
        assertThat(history("list")).isEqualTo(1);
        assertThat(err.toString()).startsWith("nestlab: the history " + file() + " cannot be read: ");
    }
}
