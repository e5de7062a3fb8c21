package org.nestlab.internal.labtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.engine.ChildJvm;
import org.nestlab.internal.labtests.TestLogLine.Event;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.FunctionalCheck.State;

/** With a program in Maven's place that does what a test says. */
class MavenTestSuiteTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path project;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void makeAProject() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
    }

    /**
     * Writes a program that keeps its words in {@code words} and its process id in {@code pid}, and then runs the
     * script.
     */
    private Path maven(String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(program, """
                #!/bin/sh
                printf '%%s\\n' "$PWD" "$@" > '%1$s/words'
                for word; do case $word in -Dnestlab.test.log=*) log=${word#*=};; esac; done
                echo $$ > '%1$s/pid'
                %2$s
                """.formatted(folder, script));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private static String line(Event event, String name, State state, String detail) {
        return "echo '%s' >> \"$log\"\n".formatted(new TestLogLine(event, name, name, true, state, detail).text());
    }

    private MavenTestSuite.Request wanted(String filter, Duration limit, Map<String, String> settings) {
        return new MavenTestSuite.Request(
                project,
                filter,
                List.of("-o"),
                limit,
                folder.resolve("out"),
                new TreeMap<>(settings),
                folder.resolve("bin").toString());
    }

    private ProjectTestSuite.Run run(MavenTestSuite.Request wanted, String stack) {
        return new MavenTestSuite(wanted).run("candidate", Stack.parse(stack), told::add);
    }

    private ProcessHandle program() throws IOException {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.exists(folder.resolve("pid"))
                        && !Files.readString(folder.resolve("pid")).isBlank());
        return ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
    }

    @Test
    void everyWordIsSaidAndTheRestOfTheSettingsIsHandedOn() throws IOException {
        maven("");
        run(
                wanted(
                        "A*,B#c",
                        PATIENCE,
                        Map.of(
                                "nestlab.tier", "emulated",
                                "nestlab.state.dir", "state",
                                "nestlab.stack", "L1.nesting=off",
                                "nestlab.history", "jdbc:postgresql://h/d?password=hunter2",
                                "nestlab.output.dir", "elsewhere")),
                "L1.kernel=deb:k 1.deb,L1.cmdline=a b");

        String out = folder.resolve("out/candidate").toString();
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(Files.readAllLines(folder.resolve("words")))
                .containsExactly(
                        project.toString(),
                        "-B",
                        "-ntp",
                        "verify",
                        "-Dgate.side=candidate",
                        "-Dnestlab.state.dir=" + here + "/state",
                        "-Dnestlab.tier=emulated",
                        "-Dnestlab.stack=L1.cmdline=a b,L1.kernel=deb:" + here + "/k 1.deb",
                        "-Dnestlab.test.log=" + out + "/tests.jsonl",
                        "-Dnestlab.output.dir=" + out + "/nestlab",
                        "-Dnestlab.history=off",
                        "-Dallure.results.directory=" + out + "/allure-results",
                        "-Dtest=A*,B#c",
                        "-Dit.test=A*,B#c",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dfailsafe.failIfNoSpecifiedTests=false",
                        "-o");
    }

    @Test
    void aLabAsItIsHasNoStack() throws IOException {
        maven("");
        run(wanted("", PATIENCE, Map.of()), "");
        assertThat(Files.readString(folder.resolve("words"))).doesNotContain("nestlab.stack", "-Dtest=");
    }

    @Test
    void whatItSaysOfItsTestsIsToldAndItsStatusToo() throws IOException {
        maven(line(Event.ENDED, "A > a", State.HOLDS, "")
                + line(Event.ENDED, "A > b", State.FAILED, "not so")
                + "echo '\033[31m[ERROR] failures' ; exit 1");
        ProjectTestSuite.Run run = run(wanted("", PATIENCE, Map.of()), "");

        assertThat(run.status()).isEqualTo(OptionalInt.of(1));
        assertThat(run.log().ended()).extracting(TestLog.Ended::name).containsExactly("A > a", "A > b");
        assertThat(run.tail()).containsExactly("[ERROR] failures");
        assertThat(told).containsExactly("  FAILED  test A > b: not so");
    }

    @Test
    void whatAnEarlierRunLeftIsNotTakenForThisOnes() throws IOException {
        maven(line(Event.ENDED, "A > a", State.HOLDS, ""));
        run(wanted("", PATIENCE, Map.of()), "");
        maven("");
        assertThat(run(wanted("", PATIENCE, Map.of()), "").log().ended()).isEmpty();
    }

    @Test
    void itEndsAtItsLimitAndIsAskedTo() throws IOException {
        maven(line(Event.STARTED, "A > a", State.HOLDS, "") + """
                trap 'echo asked; exit 7' TERM
                while :; do sleep 0.2; done""");
        ProjectTestSuite.Run run = run(wanted("", Duration.ofSeconds(2), Map.of()), "");

        assertThat(run.status()).isEmpty();
        assertThat(run.log().running()).containsExactly("A > a");
        assertThat(run.tail()).containsExactly("asked");
        assertThat(run.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    @Test
    void theProjectsOwnMavenGoesFirst() throws IOException {
        Path program = maven("exit 5");
        Files.move(program, project.resolve("mvnw"));
        assertThat(run(wanted("", PATIENCE, Map.of()), "").status()).isEqualTo(OptionalInt.of(5));
    }

    @Test
    void withoutMavenThereIsNothingToRun() {
        assertThatThrownBy(() -> run(wanted("", PATIENCE, Map.of()), ""))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "no mvn in the PATH and no mvnw in %s; expected Maven 3.8 or newer, which runs the tests",
                        project);
    }

    @Test
    void itEndsWithTheJvmThatIsAskedToEnd() throws Exception {
        maven("exec sleep 300");
        try (ChildJvm gate = gate()) {
            ProcessHandle program = program();
            gate.terminate();
            gate.awaitEnd(PATIENCE);
            // One that was asked before it had told its hook of the program leaves it to the kernel, which is a moment
            // later.
            program.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(program.isAlive()).isFalse();
        }
    }

    @Test
    void itEndsWithTheJvmThatIsKilled() throws Exception {
        maven("exec sleep 300");
        try (ChildJvm gate = gate()) {
            ProcessHandle program = program();
            gate.kill();
            program.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(program.isAlive()).isFalse();
        }
    }

    private ChildJvm gate() {
        return ChildJvm.start(
                Gate.class.getName(),
                Map.of(),
                List.of(
                        project.toString(),
                        folder.resolve("out").toString(),
                        folder.resolve("bin").toString()));
    }

    /** What runs such tests, in a JVM of its own. */
    static final class Gate {
        private Gate() {}

        public static void main(String[] arguments) {
            new MavenTestSuite(new MavenTestSuite.Request(
                            Path.of(arguments[0]),
                            "",
                            List.of(),
                            Duration.ofMinutes(5),
                            Path.of(arguments[1]),
                            new TreeMap<>(),
                            arguments[2]))
                    .run("candidate", Stack.asItIs(), line -> {});
        }
    }
}
