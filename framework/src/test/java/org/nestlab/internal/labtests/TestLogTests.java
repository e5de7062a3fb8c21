package org.nestlab.internal.labtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.labtests.TestLog.Ended;
import org.nestlab.internal.labtests.TestLogLine.Event;
import org.nestlab.upgrade.FunctionalCheck.State;

class TestLogTests {

    private static final TestLogLine BEGIN = TestLogLine.ofRun(Event.RUN_STARTED, "5f0c");
    private static final TestLogLine END = TestLogLine.ofRun(Event.RUN_ENDED, "5f0c");

    @TempDir
    Path folder;

    private static TestLogLine started(String id, boolean test) {
        return new TestLogLine(Event.STARTED, id, "name of " + id, test, State.HOLDS, "");
    }

    private static TestLogLine ended(String id, boolean test, State state, String detail) {
        return new TestLogLine(Event.ENDED, id, "name of " + id, test, state, detail);
    }

    private static String text(TestLogLine... lines) {
        return Stream.of(lines).map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    @Test
    void testsAndClassesThatDidNotPassAreKeptInTheirOrder() {
        TestLog log = TestLog.parse(text(
                BEGIN,
                started("c", false),
                started("c/1", true),
                ended("c/1", true, State.HOLDS, ""),
                ended("c/2", true, State.SKIPPED, "not today"),
                started("c/3", true),
                ended("c/3", true, State.FAILED, "\nExpecting:\n true"),
                ended("c", false, State.HOLDS, ""),
                started("d", false),
                ended("d", false, State.ABORTED, "no such host"),
                END));

        assertThat(log.ended())
                .containsExactly(
                        new Ended("c/1", "name of c/1", State.HOLDS, ""),
                        new Ended("c/2", "name of c/2", State.SKIPPED, "not today"),
                        new Ended("c/3", "name of c/3", State.FAILED, "Expecting:"),
                        new Ended("d", "name of d", State.ABORTED, "no such host"));
        assertThat(log.running()).isEmpty();
        assertThat(log.whole()).isTrue();
    }

    @Test
    void ofATestThatWasRunAgainTheLastTimeCounts() {
        assertThat(TestLog.parse(text(ended("1", true, State.FAILED, "x"), ended("1", true, State.HOLDS, "")))
                        .ended())
                .containsExactly(new Ended("1", "name of 1", State.HOLDS, ""));
    }

    @Test
    void whatRunsIsTheTestAndWhereThereIsNoneTheClass() {
        String begun = text(BEGIN, started("c", false));
        assertThat(TestLog.parse(begun).running()).containsExactly("name of c");
        assertThat(TestLog.parse(begun + text(started("c/1", true))).running()).containsExactly("name of c/1");
    }

    @Test
    void aRunThatDidNotEndIsNotWhole() {
        assertThat(TestLog.parse("").whole()).isFalse();
        assertThat(TestLog.parse(text(BEGIN)).whole()).isFalse();
        assertThat(TestLog.parse(text(BEGIN, END)).whole()).isTrue();
        assertThat(TestLog.parse(text(BEGIN, END, TestLogLine.ofRun(Event.RUN_STARTED, "2")))
                        .whole())
                .isFalse();
        assertThat(TestLog.parse(text(BEGIN) + "{\"event\":\"sta\n" + text(END)).whole())
                .isFalse();
    }

    @Test
    void equalNamesAreToldApartByTheirIds() {
        TestLogLine one = new TestLogLine(Event.ENDED, "a.C", "C > t", true, State.HOLDS, "");
        TestLogLine other = new TestLogLine(Event.ENDED, "b.C", "C > t", true, State.HOLDS, "");
        assertThat(TestLog.parse(text(one, other)).ended())
                .extracting(Ended::name)
                .containsExactly("C > t (a.C)", "C > t (b.C)");
    }

    @Test
    void noSecretAndNothingForATerminalIsWritten() {
        TestLogLine line = ended("1", true, State.FAILED, "\u001b[31mpassword=hunter2\u0007 refused");
        assertThat(line.text()).doesNotContain("hunter2").contains("[31mpassword=(removed)", "refused");
        assertThat(ended("1", true, State.FAILED, "x".repeat(9_000)).detail())
                .hasSize(500)
                .endsWith("…");
    }

    @Test
    void aFileIsReadAsItWasWritten() {
        Path file = folder.resolve("new/tests.jsonl");
        assertThat(TestLog.read(file).ended()).isEmpty();
        TestLog.add(file, ended("é", true, State.FAILED, "\"ü\""));
        TestLog.add(file, BEGIN);
        assertThat(TestLog.read(file).ended()).containsExactly(new Ended("é", "name of é", State.FAILED, "\"ü\""));
    }

    @Test
    void whateverIsInTheFileIsRead() {
        Untidy.of(text(
                        BEGIN,
                        started("[engine:junit-jupiter]/[class:org.example.A]", false),
                        started("[engine:junit-jupiter]/[class:org.example.A]/[method:b()]", true),
                        ended("[engine:junit-jupiter]/[class:org.example.A]/[method:b()]", true, State.FAILED, "no"),
                        END))
                .with("{", "\"event\":\"ended\"", "\"test\":1", "null", "[[[[", "{\"id\":{\"id\":", "\\u0000")
                .and("{\"a\":".repeat(5_000))
                .isRead(text -> {
                    TestLog log = TestLog.parse(text);
                    assertThat(log.ended()).allSatisfy(test -> {
                        assertThat(test.name()).isNotBlank().doesNotContain("\n", "\u001b");
                        assertThat(test.detail()).hasSizeLessThanOrEqualTo(500);
                    });
                });
    }
}
