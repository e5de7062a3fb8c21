package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.Answers;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** A lab that is left to the next run has no limit on a scratch disk that a test has set. */
class ThrottledHandingOnTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** The domains of L1 and of L2 at the moment in which their boots are asked for, just before the lab is left. */
    private final List<String> left = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder, LabSpec.kvmInKvm().withSharedScratchDisk(1), Tier.EMULATED, LabUse.REUSE);
        lab.host.answers.on(c -> c.line().contains("boot_id"), c -> Answers.Reply.ok("b0\n"));
        lab.first.answers.on(c -> c.line().contains("boot_id"), c -> boot(lab.l1));
        lab.second.answers.on(c -> c.line().contains("boot_id"), c -> boot(lab.l2));
        lab.lab.cameUp(Map.of("tier", "emulated"));
    }

    private Answers.Reply boot(Guest guest) {
        left.add(guest.domainXml());
        return Answers.Reply.ok("b1\n");
    }

    @AfterEach
    void down() {
        lab.close();
    }

    private List<String> said() {
        return lab.running.context().steps().said().stream()
                .map(said -> said.what())
                .filter(line -> line.contains("scratch"))
                .toList();
    }

    private void assertLeftWithoutLimits() {
        assertThat(LabRecord.of(
                                StateFolder.open(folder.resolve("state")),
                                lab.running.plan().id())
                        .isForReuse())
                .isTrue();
        assertThat(left).hasSize(2).noneMatch(xml -> xml.contains("<total_iops_sec>"));
    }

    @Test
    void theLimitsOfEveryLevelAreRemovedAndALineSaysSo() {
        lab.l1.throttleScratchDisk(50);
        lab.l2.throttleScratchDisk(20);
        assertThat(lab.l1.domainXml()).contains("<total_iops_sec>50<");

        lab.lab.close();

        assertLeftWithoutLimits();
        assertThat(said())
                .containsExactly(
                        "L1 hypervisor: the limit of its scratch disk, which a test had set, was removed",
                        "L2 guest: the limit of its scratch disk, which a test had set, was removed");
    }

    @Test
    void nothingIsSaidOfALimitThatTheTestHasRemoved() {
        lab.l1.throttleScratchDisk(50);
        lab.l1.throttleScratchDisk(0);

        lab.lab.close();

        assertLeftWithoutLimits();
        assertThat(said()).isEmpty();
    }

    @Test
    void aGuestThatIsStillSuspendedIsResumedFirst() {
        lab.l2.throttleScratchDisk(20);
        lab.l1.suspend();

        lab.lab.close();

        assertLeftWithoutLimits();
    }
}
