package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;

/** What the commands about labs that were left up say of labs that are there, are not, or are somebody's. */
class LabCommandsTests {

    private static final String NO_LIBVIRT = "qemu+unix:///system?socket=/nonexistent/libvirt-sock";
    private static final LabId LAB = new LabId("0badcafe");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Deque<Runnable> undo = new ArrayDeque<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private StateFolder state;

    @BeforeEach
    void settings() {
        state = StateFolder.open(folder.resolve("state"));
        set("nestlab.state.dir", state.root().toString());
        set("nestlab.connect", NO_LIBVIRT);
    }

    private void set(String key, String value) {
        String was = System.getProperty(key);
        undo.push(() -> {
            if (was == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, was);
            }
        });
        System.setProperty(key, value);
    }

    @AfterEach
    void putBack() {
        undo.forEach(Runnable::run);
    }

    private void kept(LabId id, String name) {
        try (Journal journal = Journal.start(state, id, "test:///default", Map.of("name", name), () -> {})) {
            journal.mark(LabMark.UP, Map.of("lab", id.value()));
            journal.mark(LabMark.KEPT, Map.of("lab", id.value(), "output", folder.toString()));
        }
    }

    private static InProcess.Outcome run(int status, String... words) {
        InProcess.Outcome outcome = InProcess.run(words);
        assertThat(outcome.exitStatus()).as(outcome.printed()).isEqualTo(status);
        return outcome;
    }

    @Test
    void ofSeveralOneHasToBeNamed() {
        kept(LAB, "one");
        kept(new LabId("0badcaff"), "two");

        for (String[] words : new String[][] {{"down"}, {"shell", "L1"}, {"console", "L1"}, {"bugreport"}}) {
            assertThat(run(2, words).printed())
                    .contains(
                            "several labs were left up: say which of 0badcafe 'one', 0badcaff 'two'; `nestlab list` says what each is");
        }
        assertThat(run(0, "down", "0badcafe").printed()).contains("lab 0badcafe");
        assertThat(run(0, "down").printed()).contains("lab 0badcaff");
        assertThat(run(2, "down").printed()).contains("no lab was left up: `nestlab up` brings one up");
    }

    @Test
    void oneThatAProcessUsesIsItsOwn() {
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            String process = "process " + ProcessHandle.current().pid();
            assertThat(run(2, "down", journal.id().value()).printed())
                    .contains("lab 0badcafe is in use by " + process, "End that process first");
            assertThat(run(2, "down").printed())
                    .contains("no lab was left up, and those that a process uses are its own");
            assertThat(run(2, "shell", "--id", "0badcafe", "L1").printed()).contains("lab 0badcafe was not left up");
            assertThat(run(1, "reap").printed()).contains("lab 0badcafe is in use by " + process);
        }
    }

    @Test
    void anIdThatIsNoneIsTold() {
        assertThat(run(2, "down", "nonsense").printed()).contains("8 hexadecimal digits", "`nestlab list` names");
        assertThat(run(2, "down", "11111111").printed()).contains("there is no lab 11111111 in ", "`nestlab list`");
        assertThat(run(2, "console", "--id", "11111111", "L1").printed()).contains("there is no lab 11111111");
    }

    @Test
    void whereNoLibvirtAnswersWhatIsKnownIsSaidAndDone() {
        kept(new LabId("0badcaff"), "kept");
        Journal.start(state, LAB, "test:///default").close();

        assertThat(run(1, "list").printed())
                .contains(
                        "lab 0badcafe  left behind",
                        "lab 0badcaff  'kept'  up, left up",
                        "nestlab down 0badcaff",
                        "there may be more: L0 host: no connection to " + NO_LIBVIRT);
        assertThat(run(1, "reap").printed())
                .contains(
                        "lab 0badcafe",
                        "lab 0badcaff 'kept' was left up on purpose: `nestlab down 0badcaff`",
                        "what has no journal was not looked for: L0 host: no connection to " + NO_LIBVIRT)
                .doesNotContain("nothing was left behind");
        assertThat(state.journalled()).containsExactly(new LabId("0badcaff"));
    }

    @Test
    void wordsThatNobodyKnowsAreRefused() {
        assertThat(run(2, "list", "everything").printed()).contains("Unmatched argument");
        assertThat(run(2, "up", "--lab", "java.lang.String").printed())
                .contains("--lab is java.lang.String, which is no");
        assertThat(run(2, "up", "--lab", "no.such.Lab").printed())
                .contains(
                        "--lab is no.such.Lab, and there is no such class on the class path; expected a LabDefinition, whose folder or jar NESTLAB_CLASSPATH names, like NESTLAB_CLASSPATH=tests-nested/target/test-classes");
        assertThat(run(2, "image", "path", "--hypervisor", "trixie").printed())
                .contains("--hypervisor is for `image build`");
    }
}
