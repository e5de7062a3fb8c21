package org.nestlab.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.LabRun;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.MockHost;
import org.nestlab.spec.LabSpec;

/** Which labs wait for the next run, and how many may. */
class WaitingLabsTests {

    private static final LabId OLD = new LabId("0000000b");
    private static final LabId NEW = new LabId("0000000a");
    private static final LabId OTHER = new LabId("0000000c");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private StateFolder state;

    @SuppressWarnings("NullAway.Init") // set before each test
    private MockHost host;

    @BeforeEach
    void open() {
        state = StateFolder.open(folder.resolve("state"));
        host = MockHost.fresh(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private WaitingLabs labs() {
        return new WaitingLabs(state, new Sites());
    }

    private void handOn(LabId id, LabSpec spec) throws InterruptedException {
        try (Journal journal = Journal.start(state, id, host.uri(), LabRecord.head(spec, LabUse.REUSE), () -> {})) {
            journal.mark(
                    LabMark.KEPT,
                    Map.of(
                            "lab",
                            id.value(),
                            LabRecord.REUSE,
                            ReuseFolders.make(state, id).toString()));
        }
        // Journals tell milliseconds.
        Thread.sleep(5);
    }

    private static String digest(LabSpec spec) {
        return LabRecord.digest(spec);
    }

    @Test
    void thoseOfAnEqualSpecOnThatHostTheLastOneFirst() throws Exception {
        handOn(OLD, LabRun.small());
        handOn(NEW, LabRun.small());
        handOn(OTHER, LabRun.small().withName("other"));

        assertThat(labs().of(digest(LabRun.small()), host.uri())).containsExactly(NEW, OLD);
        assertThat(labs().of(digest(LabRun.small()), "qemu:///system")).isEmpty();
        assertThat(labs().of(digest(LabSpec.kvmInKvm()), host.uri())).isEmpty();
    }

    @Test
    void thoseThatNestlabKeepLeftUpAreNotTakenOver() throws Exception {
        try (Journal journal =
                Journal.start(state, OLD, host.uri(), LabRecord.head(LabRun.small(), LabUse.REUSE), () -> {})) {
            journal.mark(LabMark.KEPT, Map.of("lab", OLD.value(), LabRecord.OUTPUT, folder.toString()));
        }
        assertThat(labs().of(digest(LabRun.small()), host.uri())).isEmpty();
        assertThat(labs().bound(0)).isEmpty();
        assertThat(state.journalled()).containsExactly(OLD);
    }

    @Test
    void theOnesThatHaveWaitedLongestGoWhereMoreWaitThanMay() throws Exception {
        handOn(OLD, LabRun.small());
        handOn(NEW, LabRun.small());

        assertThat(labs().bound(2)).isEmpty();
        assertThat(labs().bound(1)).containsExactly(OLD);
        assertThat(state.journalled()).containsExactly(NEW);
        assertThat(ReuseFolders.of(state, OLD)).doesNotExist();
        assertThat(ReuseFolders.of(state, NEW)).exists();
    }

    @Test
    void oneThatAProcessHasJustTakenIsLeftAlone() throws Exception {
        handOn(OLD, LabRun.small());
        try (Journal journal = Journal.take(state, OLD).orElseThrow()) {
            assertThat(labs().bound(0)).isEmpty();
            assertThat(labs().remove(OLD)).isFalse();
            assertThat(journal.entries()).hasSize(2);
        }
        assertThat(labs().remove(OLD)).isTrue();
        assertThat(labs().remove(OLD)).as("a second time").isFalse();
    }

    @Test
    void foldersOfLabsThatAreGoneAreSwept() throws Exception {
        handOn(OLD, LabRun.small());
        ReuseFolders.make(state, NEW);

        ReuseFolders.sweep(state);

        assertThat(ReuseFolders.of(state, OLD)).exists();
        assertThat(ReuseFolders.of(state, NEW)).doesNotExist();
    }
}
