package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.NotReusableException;
import org.nestlab.internal.kept.ReusableLab;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.ssh.LabKeys;

/** Which process becomes the owner of a lab that an earlier run has handed on, and whether it is the same lab. */
class KeptPlanTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final Map<String, String> PARTS =
            Map.of("the host's boot", "b1", "libvirt", "9.0.0", "the tier", "emulated");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final LabKeys key = LabKeys.generate("nestlab-0badcafe");

    @SuppressWarnings("NullAway.Init") // set before each test
    private StateFolder state;

    @BeforeEach
    void handOn() throws IOException {
        state = StateFolder.open(folder.resolve("state"));
        try (Journal journal =
                Journal.start(state, LAB, "test:///x", LabRecord.head(LabRun.small(), LabUse.REUSE), () -> {})) {
            handOn(journal);
        }
    }

    private void handOn(Journal journal) throws IOException {
        Path kept = ReuseFolders.make(state, LAB);
        new ReusableLab(new Drawn(LAB.value(), List.of(), List.of()), PARTS, Map.of(), List.of()).write(kept);
        Files.writeString(kept.resolve(KeptFile.KEY), key.privateKeyFile());
        journal.mark(
                LabMark.KEPT,
                Map.of("lab", LAB.value(), LabRecord.OUTPUT, folder.toString(), LabRecord.REUSE, kept.toString()));
    }

    private Journal own(KeptPlan plan) {
        return plan.own("test:///x", Map.of(), () -> {});
    }

    @Test
    void whoTakesItOverHasItsKeyAndNobodyElseHas() {
        KeptPlan plan = new KeptPlan(state, LAB);
        assertThat(LabRecord.of(state, LAB).isForReuse()).isTrue();

        try (Journal journal = own(plan)) {
            assertThat(journal.id()).isEqualTo(LAB);
            assertThat(plan.key().publicKeyLine()).isEqualTo(key.publicKeyLine());
            assertThat(plan.lab().parts()).isEqualTo(PARTS);
            assertThat(ReuseFolders.of(state, LAB))
                    .as("the key is in memory alone")
                    .doesNotExist();
            assertThat(LabRecord.of(state, LAB).isKept())
                    .as("a reaper takes it down if this process ends")
                    .isFalse();
        }
    }

    @Test
    void exactlyOneOfTwoThatReachForItAtOnceGetsIt() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            CyclicBarrier end = new CyclicBarrier(2);
            Callable<Boolean> run = () -> {
                start.await();
                try (Journal journal = own(new KeptPlan(state, LAB))) {
                    end.await();
                    return journal.id().equals(LAB);
                } catch (NotReusableException e) {
                    end.await();
                    assertThat(e.isBusy()).isTrue();
                    return false;
                }
            };
            Future<Boolean> one = two.submit(run);
            Future<Boolean> other = two.submit(run);
            assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(true, false);
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void aProcessThatHasItKeepsIt() throws IOException {
        try (ChildJvm holder = ChildJvm.start(
                "org.nestlab.internal.journal.JournalHolder",
                Map.of(),
                List.of("take", state.root().toString(), LAB.value()))) {
            holder.awaitLine("holding");
            assertThatThrownBy(() -> own(new KeptPlan(state, LAB)))
                    .isInstanceOfSatisfying(
                            NotReusableException.class,
                            e -> assertThat(e.isBusy()).isTrue())
                    .hasMessage("another process has it");
        }
    }

    @Test
    void oneThatWasTakenOverAndHandedOnAgainCanBeTakenOverAgain() throws IOException {
        try (Journal journal = own(new KeptPlan(state, LAB))) {
            handOn(journal);
        }
        assertThat(LabRecord.of(state, LAB).isForReuse()).isTrue();
        own(new KeptPlan(state, LAB)).close();
    }

    @Test
    void oneWhoseOwnerWasKilledIsNotTakenOver() {
        own(new KeptPlan(state, LAB)).close();

        assertThatThrownBy(() -> own(new KeptPlan(state, LAB)))
                .isInstanceOfSatisfying(
                        NotReusableException.class, e -> assertThat(e.isBusy()).isTrue());
        assertThat(Journal.isOwned(state, LAB)).isFalse();
    }

    @Test
    void withoutItsKeyFileItIsOfNoUse() throws IOException {
        Path file = ReuseFolders.of(state, LAB).resolve(KeptFile.KEY);
        Files.delete(file);

        assertThatThrownBy(() -> own(new KeptPlan(state, LAB)))
                .isInstanceOfSatisfying(
                        NotReusableException.class, e -> assertThat(e.isBusy()).isFalse())
                .hasMessage("its key file %s is gone", file);
        assertThat(LabRecord.of(state, LAB).isKept()).isFalse();
        assertThat(Journal.isOwned(state, LAB)).isFalse();
    }

    @Test
    void whatWasWrittenOfItMustBeWhole() throws IOException {
        Files.writeString(ReuseFolders.of(state, LAB).resolve("reuse.json"), "{\"drawn\":");

        assertThatThrownBy(() -> own(new KeptPlan(state, LAB)))
                .isInstanceOf(NotReusableException.class)
                .hasMessageContaining("reuse.json cannot be read");
    }

    @Test
    void aHostThatWasRebootedOrAnotherPartIsTold() {
        assertThat(KeptPlan.difference(PARTS, PARTS)).isEmpty();
        assertThat(KeptPlan.difference(
                        PARTS, Map.of("the host's boot", "b2", "libvirt", "10.0.0", "the tier", "emulated")))
                .contains("the host was rebooted");
        assertThat(KeptPlan.difference(
                        PARTS, Map.of("the host's boot", "b1", "libvirt", "10.0.0", "the tier", "emulated")))
                .contains("libvirt is 10.0.0; it was 9.0.0 when the lab came up");
    }
}
