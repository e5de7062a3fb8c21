package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;

/** What the crash harness requires of the run after a killed one. */
class CrashLeftTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final LabId NEW = new LabId("0badbeef");

    @Test
    void aCompleteSnapshotIsThawed() {
        CrashLeft left = new CrashLeft(Set.of(LAB), Set.of(), Set.of(LAB));

        assertThat(left.complaint(LAB, true, false)).isEmpty();
        assertThat(left.complaint(NEW, true, false))
                .contains("the lab of the next run is 0badbeef; expected thawed, one of [0badcafe]");
        assertThat(left.complaint(LAB, false, false)).isPresent();
    }

    @Test
    void aLabThatWaitsIsTakenOver() {
        CrashLeft left = new CrashLeft(Set.of(), Set.of(LAB), Set.of(LAB));

        assertThat(left.complaint(LAB, false, true)).isEmpty();
        assertThat(left.complaint(NEW, false, false))
                .contains("the lab of the next run is 0badbeef; expected taken over, one of [0badcafe]");
    }

    @Test
    void whatIsNotWholeIsNotUsed() {
        CrashLeft left = new CrashLeft(Set.of(), Set.of(), Set.of(LAB));

        assertThat(left.complaint(NEW, false, false)).isEmpty();
        assertThat(left.complaint(NEW, true, false))
                .as("frozen and thawed by the next run itself")
                .isEmpty();
        assertThat(left.complaint(LAB, true, false)).isPresent();
        assertThat(left.complaint(LAB, false, true))
                .contains("the lab of the next run is 0badcafe; expected booted: no lab waited");
    }

    @Test
    void aLabWaitsOnlyWithItsKey(@TempDir Path folder) throws Exception {
        StateFolder state = StateFolder.open(folder);
        try (Journal journal =
                Journal.start(state, LAB, "test:///x", LabRecord.head(LabRun.small(), LabUse.REUSE), () -> {})) {
            Path kept = ReuseFolders.make(state, LAB);
            journal.mark(
                    LabMark.KEPT,
                    Map.of("lab", LAB.value(), LabRecord.OUTPUT, "" + folder, LabRecord.REUSE, kept.toString()));
            assertThat(CrashLeft.in(state)).isEqualTo(new CrashLeft(Set.of(), Set.of(), Set.of(LAB)));

            Files.writeString(kept.resolve(KeptFile.KEY), "key");

            assertThat(CrashLeft.in(state)).isEqualTo(new CrashLeft(Set.of(), Set.of(LAB), Set.of(LAB)));
        }
    }
}
