package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

/** Of two shards: A is run by the first one, B by the second. The files are as shards write them. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ReportMergeCommandTests {

    private static final String ID = "[engine:junit-jupiter]/[class:org.example.%s]/[method:it()]";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void twoShards() throws IOException {
        shard(1, "A", "passed");
        shard(2, "B", "passed");
        verdicts(1, "e1", "within");
        verdicts(2, "e2", "within", "not judged");
    }

    private Path nestlab(int shard) {
        return folder.resolve("shard-%d/module/target/nestlab".formatted(shard));
    }

    private Path results(int shard) {
        return folder.resolve("shard-%d/module/target/allure-results".formatted(shard));
    }

    private Path report() {
        return folder.resolve("report");
    }

    private void shard(int number, String ran, String state) throws IOException {
        StringBuilder record = new StringBuilder(
                "{\"event\":\"shard\",\"shard\":\"%d/2\",\"commit\":\"c0ffee\",\"plan\":\"\"}\n".formatted(number));
        for (String name : List.of("A", "B")) {
            record.append(
                    "{\"event\":\"discovered\",\"id\":\"%s\",\"class\":\"org.example.%s\",\"lab\":\"class %s\",\"shard\":%d}\n"
                            .formatted(ID.formatted(name), name, name, name.equals("A") ? 1 : 2));
        }
        record.append(
                "{\"event\":\"begun\"}\n{\"event\":\"ended\",\"id\":\"%s\",\"test\":true,\"state\":\"%s\",\"ms\":5}\n"
                        .formatted(ID.formatted(ran), state));
        record.append("{\"event\":\"over\"}\n");
        Files.createDirectories(nestlab(number));
        Files.writeString(
                nestlab(number).resolve("shard-%d-of-2-00000000-0000-4000-8000-000000000000.jsonl".formatted(number)),
                record);
        Files.createDirectories(results(number));
        Files.writeString(
                results(number).resolve(ran + "-result.json"), """
                {"uuid":"%1$s","name":"test of %1$s","status":"%2$s","start":1,"stop":2,
                 "parameters":[{"name":"experiment","value":"e%3$d"}],
                 "labels":[{"name":"testClass","value":"org.example.%1$s"},
                   {"name":"junit.platform.uniqueid","value":"%4$s"}]}
                """.formatted(ran, state, number, ID.formatted(ran)));
    }

    private void verdicts(int shard, String experiment, String... words) throws IOException {
        String rows = String.join(
                ",",
                IntStream.range(0, words.length)
                        .mapToObj(i -> "{\"metric\":\"m%d\",\"verdict\":\"%s\",\"experiment\":\"%s\"}"
                                .formatted(i, words[i], experiment))
                        .toList());
        Files.writeString(
                nestlab(shard).resolve("verdicts.json"),
                "{\"run\":\"run%d\",\"counts\":{\"all\":%d},\"verdicts\":[%s]}".formatted(shard, words.length, rows));
    }

    private int merge() {
        return merge(folder.resolve("shard-1"), folder.resolve("shard-2"));
    }

    private int merge(Path... folders) {
        List<String> words = new ArrayList<>(List.of("--output", report().toString()));
        Stream.of(folders).map(Path::toString).forEach(words::add);
        String before = System.getProperty("nestlab.history");
        System.setProperty("nestlab.history", folder.resolve("history.db").toString());
        try {
            // Without Node, which would take seconds.
            return new CommandLine(new ReportMergeCommand(Map.of("PATH", folder.toString())))
                    .setOut(new PrintWriter(out, true))
                    .execute(words.toArray(String[]::new));
        } finally {
            if (before == null) {
                System.clearProperty("nestlab.history");
            } else {
                System.setProperty("nestlab.history", before);
            }
        }
    }

    @Test
    void twoShardsBecomeOneReportAndOneFileOfVerdicts() throws IOException {
        assertThat(merge()).isZero();

        assertThat(out.toString())
                .contains("Nestlab report: " + report().resolve("index.html").toUri(), "2 passed")
                .endsWith("2 tests of 2 shards; 1 not judged, 2 within\n");
        assertThat(report().resolve("labs.html")).content().contains("test of A", "test of B");
        assertThat(report().resolve("overhead.html")).exists();
        JsonNode verdicts =
                ReportJson.MAPPER.readTree(report().resolve("verdicts.json").toFile());
        assertThat(verdicts.path("run").asText()).isEqualTo("run1 run2");
        assertThat(verdicts.path("counts").path("within").asInt()).isEqualTo(2);
        assertThat(verdicts.path("verdicts")).hasSize(3);
    }

    @Test
    void shardsThatMeasuredNothingHaveNoFileOfVerdictsAsARunHasNone() throws IOException {
        for (int shard = 1; shard <= 2; shard++) {
            Files.delete(nestlab(shard).resolve("verdicts.json"));
            Path result = results(shard).resolve((shard == 1 ? "A" : "B") + "-result.json");
            Files.writeString(result, Files.readString(result).replaceAll("\"parameters\":[^\n]*\n", ""));
        }

        assertThat(merge()).isZero();
        assertThat(out.toString()).endsWith("2 tests of 2 shards; nothing was measured\n");
        assertThat(report().resolve("verdicts.json")).doesNotExist();
    }

    @Test
    void aMergeDoesNotReadTheReportOfAnEarlierOne() {
        assertThat(merge()).isZero();
        out.getBuffer().setLength(0);

        assertThat(merge(folder)).isZero();
        assertThat(out.toString()).endsWith("2 tests of 2 shards; 1 not judged, 2 within\n");
    }

    @Test
    void theWorstVerdictIsThatOfAll() throws IOException {
        verdicts(2, "e2", "inconclusive");
        assertThat(merge()).isEqualTo(125);

        verdicts(1, "e1", "exceeded");
        assertThat(merge()).isEqualTo(1);
    }

    @Test
    void aTestThatFailedFailsAll() throws IOException {
        shard(1, "A", "failed");

        assertThat(merge()).isEqualTo(1);
        assertThat(out.toString()).contains("nestlab: org.example.A > it() failed\n");
    }

    @Test
    void aResultThatIsMissingIsNamedAndTheReportIsMadeAllTheSame() throws IOException {
        Files.delete(results(2).resolve("B-result.json"));

        assertThat(merge()).isEqualTo(1);
        assertThat(out.toString())
                .contains("nestlab: Allure has no result of %s, which was run\n".formatted(ID.formatted("B")));
        assertThat(report().resolve("index.html")).exists();
    }

    @Test
    void verdictsThatAreMissingOrDamagedAreNamed() throws IOException {
        Files.delete(nestlab(1).resolve("verdicts.json"));
        Files.writeString(nestlab(2).resolve("verdicts.json"), "{\"counts\":{\"within\":2},\"verdicts\":[]}");

        assertThat(merge()).isEqualTo(1);
        assertThat(out.toString())
                .contains("nestlab: no verdicts.json has experiment e1, which a test shows\n")
                .contains("verdicts.json is damaged: it counts 2 verdicts and holds 0\n");
    }

    @Test
    void aShardThatIsMissingIsNamed() throws IOException {
        Files.delete(nestlab(2).resolve("shard-2-of-2-00000000-0000-4000-8000-000000000000.jsonl"));

        assertThat(merge()).isEqualTo(1);
        assertThat(out.toString())
                .contains("nestlab: shard 2/2 has left no record\n")
                .contains("nestlab: org.example.B > it() has no result; it belongs to shard 2\n");
    }
}
