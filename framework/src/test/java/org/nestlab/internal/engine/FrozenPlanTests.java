package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.HostResources;
import org.nestlab.internal.host.TierChoice;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.Plans;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.snapshot.Snapshot;
import org.nestlab.internal.snapshot.SnapshotException;
import org.nestlab.internal.snapshot.SnapshotParts;
import org.nestlab.internal.snapshot.SnapshotStore;
import org.nestlab.internal.snapshot.StoredFile;
import org.nestlab.internal.takedown.MockHost;
import org.nestlab.machine.Host;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** When a snapshot is used: it is whole, all that went into it is as it was, and no other lab is thawed from it. */
class FrozenPlanTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final LabSpec SPEC = LabSpec.kvmInKvm();
    private static final Map<ImageSpec, ImageFiles> IMAGES =
            Map.of(ImageSpec.embedded(), Plans.imageIn(Path.of("/nonexistent/lab")));

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final FakeHost network = new FakeHost();

    @SuppressWarnings("NullAway.Init") // set before each test
    private MockHost host;

    @SuppressWarnings("NullAway.Init") // set before each test
    private StateFolder state;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LabPlanning planning;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LabPlan frozen;

    @BeforeEach
    void freeze() {
        host = MockHost.fresh(folder);
        state = StateFolder.open(folder.resolve("state"));
        HostFacts here = HostFacts.of(host.site().machine() instanceof Host real ? real : network, "/");
        HostFacts large = new HostFacts(
                here.label(),
                here.cpu(),
                here.device(),
                here.nested(),
                here.modules(),
                new HostResources(8, 64_000, 64_000, "/", 1L << 40),
                here.system());
        network.answers.on("ip -4", "");
        planning = new LabPlanning(
                network, large, new TierChoice(Tier.EMULATED, "the test says so"), "/labs", host.uri(), List.of());
        frozen = planning.plan(LAB, SPEC, IMAGES);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private FrozenPlan plan(Map<String, String> parts) throws IOException {
        Path stored = Files.createDirectories(folder.resolve("stored"));
        Path memory = Files.writeString(stored.resolve("memory-hypervisor"), "12345");
        StoredFile file = new StoredFile(
                "memory-hypervisor", 5, Files.getLastModifiedTime(memory).to(TimeUnit.NANOSECONDS));
        Snapshot snapshot = new Snapshot(Drawn.of(frozen), "lab", "spec", parts, "key", List.of(), List.of(file), 5);
        return new FrozenPlan(new SnapshotStore.Stored(snapshot, stored, Files.getLastModifiedTime(memory)), state);
    }

    private Map<String, String> parts() {
        return SnapshotParts.of(frozen, state.owner(), host.site());
    }

    private LabPlan again(FrozenPlan plan) {
        return plan.plan(planning, SPEC, IMAGES, host.site());
    }

    @Test
    void oneThatIsWholeAndUnchangedGivesTheSamePlan() throws IOException {
        LabPlan again = again(plan(parts()));

        assertThat(again.id()).isEqualTo(LAB);
        assertThat(Drawn.of(again)).isEqualTo(Drawn.of(frozen));
    }

    @Test
    void oneThatWasCutShortIsSpoilt() throws IOException {
        FrozenPlan plan = plan(parts());
        Files.writeString(folder.resolve("stored/memory-hypervisor"), "123");

        assertThatThrownBy(() -> again(plan))
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessage("its file memory-hypervisor has 3 bytes; expected 5");
    }

    @Test
    void oneOfAnotherQemuIsSpoilt() throws IOException {
        Map<String, String> parts = parts();
        String now = parts.put("QEMU", "7.2.22");

        assertThatThrownBy(() -> again(plan(parts)))
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessage("QEMU is %s; it was 7.2.22 when the snapshot was made", now);
    }

    @Test
    void oneWhoseSubnetIsInUseWaitsForAnotherTime() throws IOException {
        FrozenPlan plan = plan(parts());
        String subnet = Drawn.of(frozen).subnets().get(0);
        network.answers.on(
                "ip -4", "addr 4: br9    inet %s brd x scope global br9%n".formatted(subnet.replace(".0/", ".7/")));

        assertThatThrownBy(() -> again(plan))
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.isPassing()).isTrue())
                .hasMessageContaining(subnet);
    }

    private Journal own() throws IOException {
        return plan(Map.of()).own("test:///x", Map.of(), () -> {});
    }

    @Test
    void oneThatALivingProcessHasThawedIsInUseAndOneOfADeadProcessUntilItIsReaped() throws IOException {
        try (ChildJvm holder = ChildJvm.start(
                "org.nestlab.internal.journal.JournalHolder",
                Map.of(),
                List.of("hold", state.root().toString(), LAB.value()))) {
            holder.awaitLine("holding");
            assertInUse();

            holder.kill();
            holder.awaitEnd(Duration.ofSeconds(30));
            assertThat(Journal.isOwned(state, LAB)).isFalse();
            assertInUse();
        }

        Journal.take(state, LAB).orElseThrow().delete();
        try (Journal journal = own()) {
            assertThat(journal.id()).isEqualTo(LAB);
        }
    }

    private void assertInUse() {
        assertThatThrownBy(this::own)
                .isInstanceOfSatisfying(
                        SnapshotException.class, e -> assertThat(e.isPassing()).isTrue())
                .hasMessage("lab %s, which was thawed from it, is there", LAB);
    }
}
