package org.nestlab.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.ChildJvm;
import org.nestlab.internal.engine.LabRun;
import org.nestlab.internal.engine.LibvirtLabEngine;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.ListedLab.ListedGuest;
import org.nestlab.internal.kept.ListedLab.State;
import org.nestlab.internal.lab.LabIsUpException;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.FakeContainers;
import org.nestlab.internal.takedown.MockHost;
import org.nestlab.internal.takedown.Reaper;

/** Which labs there are, on libvirt's mock driver. */
class LabCensusTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final UUID DOMAIN = UUID.fromString("11111111-2222-4333-8444-555555555555");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private StateFolder state;

    @BeforeEach
    void open() {
        state = StateFolder.open(folder.resolve("state"));
    }

    private LabCensus census() {
        return new LabCensus(state, new Sites(), new FakeContainers());
    }

    private List<ListedLab> look(MockHost host) {
        return census().labs(Map.of(host.uri(), census().look(host.site(), state.labs())));
    }

    private Journal begin(MockHost host) {
        return Journal.start(state, LAB, host.uri(), LabRecord.head(LabRun.small(), LabUse.STAYS), () -> {});
    }

    private static void domain(Journal journal) {
        journal.before(new Resource.Domain("L0", "nestlab-0badcafe-small", DOMAIN.toString()));
    }

    private ListedLab only(MockHost host) {
        List<ListedLab> labs = look(host);
        assertThat(labs).hasSize(1);
        return labs.get(0);
    }

    @Test
    void aLabIsComingUpThenUpThenTakenDown() {
        try (MockHost host = MockHost.fresh(folder);
                Journal journal = begin(host)) {
            ListedLab first = only(host);
            assertThat(first.state()).isEqualTo(State.COMING_UP);
            assertThat(first.name()).isEqualTo("small");
            assertThat(first.guests()).isEmpty();
            assertThat(first.owner().orElseThrow().pid())
                    .hasValue(ProcessHandle.current().pid());
            assertThat(first.owner().orElseThrow().toString())
                    .startsWith("process %d of %s ("
                            .formatted(ProcessHandle.current().pid(), System.getProperty("user.name")));

            domain(journal);
            journal.mark(LabMark.UP, Map.of("lab", LAB.value()));
            assertThat(only(host).state()).isEqualTo(State.UP);
            assertThat(only(host).guests()).as("nobody made it").containsExactly(new ListedGuest("L1-small", "gone"));

            host.domain("nestlab-0badcafe-small", DOMAIN, Optional.of(mark(state.owner())));
            assertThat(only(host).guests()).containsExactly(new ListedGuest("L1-small", "running"));

            journal.mark(LabMark.TAKEDOWN, LabRecord.takedown());
            assertThat(only(host).state()).isEqualTo(State.BEING_TAKEN_DOWN);
        }
    }

    @Test
    void anotherProcessHasIt() {
        try (ChildJvm child = ChildJvm.start(
                "org.nestlab.internal.journal.JournalHolder",
                Map.of(),
                List.of("hold", state.root().toString(), LAB.value()))) {
            child.awaitLine("holding");
            try (MockHost host = MockHost.fresh(folder)) {
                Supplier<ListedLab> lab = () -> look(host).get(0);
                assertThat(lab.get().owner().orElseThrow().pid()).hasValue(child.pid());
                child.kill();
                assertThat(lab.get().state()).isEqualTo(State.LEFT_BEHIND);
                assertThat(lab.get().owner()).isEmpty();
            }
        }
    }

    @Test
    void aKeptLabIsOneUntilATakedownOfItHasBegun() {
        try (MockHost host = MockHost.fresh(folder)) {
            try (Journal journal = begin(host)) {
                domain(journal);
                journal.mark(LabMark.UP, Map.of("lab", LAB.value()));
                journal.mark(LabMark.KEPT, Map.of("lab", LAB.value(), LabRecord.OUTPUT, folder.toString()));
            }
            ListedLab kept = only(host);
            assertThat(kept.state()).isEqualTo(State.KEPT);
            assertThat(kept.isBroken()).as("its domain went with a reboot").isTrue();
            assertThat(kept.remarks().get(0)).contains("kept.json cannot be read");
            assertThat(new Reaper(state, new Sites()).left()).singleElement().satisfies(left -> {
                assertThat(left.kept()).isTrue();
                assertThat(left.name()).isEqualTo("small");
            });

            try (Journal journal = Journal.take(state, LAB).orElseThrow()) {
                journal.mark(LabMark.TAKEDOWN, LabRecord.takedown());
            }
            assertThat(only(host).state()).isEqualTo(State.LEFT_BEHIND);
            assertThat(new Reaper(state, new Sites()).left()).isEmpty();
            assertThat(new Reaper(state, new Sites()).reap(false)).hasSize(1);
        }
    }

    @Test
    void aLabThatWaitsForTheNextRunIsItsOwnersFromWhenItIsTakenOver() throws IOException {
        try (MockHost host = MockHost.fresh(folder)) {
            Path kept = ReuseFolders.make(state, LAB);
            try (Journal journal =
                    Journal.start(state, LAB, host.uri(), LabRecord.head(LabRun.small(), LabUse.REUSE), () -> {})) {
                domain(journal);
                journal.mark(LabMark.UP, Map.of("lab", LAB.value()));
                journal.mark(
                        LabMark.KEPT,
                        Map.of("lab", LAB.value(), LabRecord.OUTPUT, "/output", LabRecord.REUSE, kept.toString()));
            }
            assertThat(only(host).state()).isEqualTo(State.WAITING);
            assertThat(LabRecord.of(state, LAB).entry()).contains(kept);
            assertThat(LabRecord.of(state, LAB).output()).contains(Path.of("/output"));
            assertThat(LabRecord.of(state, LAB).staysAs(LabRun.small(), host.uri()))
                    .as("`nestlab up` makes another one")
                    .isFalse();
            assertThat(new Reaper(state, new Sites()).reap(false)).isEmpty();
            assertThat(new Reaper(state, new Sites()).left()).singleElement().satisfies(left -> {
                assertThat(left.kept()).isTrue();
                assertThat(left.waits()).isTrue();
            });

            try (Journal later = Journal.take(state, LAB).orElseThrow()) {
                later.mark(LabMark.TAKEN_OVER, LabRecord.takedown());
                assertThat(only(host).state()).isEqualTo(State.UP);
                assertThat(only(host).owner().orElseThrow().pid())
                        .hasValue(ProcessHandle.current().pid());
            }
            assertThat(only(host).state()).as("its owner was killed").isEqualTo(State.LEFT_BEHIND);
            assertThat(new Reaper(state, new Sites()).reap(false)).hasSize(1);
            assertThat(kept).doesNotExist();
        }
    }

    @Test
    void marksWithoutAJournalAreLeftBehindOrAnotherStateFoldersOwn() throws IOException {
        Path lab = Files.createDirectories(state.labs().resolve("0badcaff"));
        Files.writeString(lab.resolve(Resource.OWNER_FILE), state.owner() + " 0badcaff\n");
        try (MockHost host = MockHost.fresh(folder)) {
            host.domain("nestlab-0badcafe-small", DOMAIN, Optional.of(mark(UUID.randomUUID())));
            host.pool("nestlab-0badcafe", UUID.randomUUID(), Path.of("/elsewhere/labs/0badcafe"));

            LabCensus.Result seen = new LabCensus.Result(look(host), List.of());

            assertThat(seen.find(LAB).orElseThrow().state()).isEqualTo(State.ANOTHER_STATE_FOLDER);
            assertThat(seen.find(LAB).orElseThrow().remarks())
                    .containsExactly(
                            "it belongs to another user, another nestlab.state.dir or another machine; its folder is /elsewhere/labs/0badcafe");
            ListedLab stray = seen.find(new LabId("0badcaff")).orElseThrow();
            assertThat(stray.state()).isEqualTo(State.LEFT_BEHIND);
            assertThat(stray.remarks()).containsExactly("it has no journal: it was found by its marks");
        }
    }

    @Test
    void aSecondLabThatIsToStayIsRefusedAndOneForTestsOrAnotherSpecIsNot() throws IOException {
        try (MockHost host = MockHost.fresh(folder)) {
            begin(host).close();
            // No image can be had: whatever is not refused before fails of that.
            Path noFolder = Files.createFile(folder.resolve("images"));
            Settings settings = Settings.from(key -> Optional.ofNullable(Map.of(
                            "nestlab.connect", host.uri(),
                            "nestlab.tier", "emulated",
                            "nestlab.image.dir", noFolder.toString(),
                            "nestlab.state.dir", state.root().toString(),
                            "nestlab.output.dir", folder.resolve("output").toString())
                    .get(key)));
            LibvirtLabEngine engine = new LibvirtLabEngine();

            // It was left behind, which the next run puts right.
            assertThat(state.isJournalled(LAB)).isTrue();
            assertThatThrownBy(() -> engine.bringUp(LabRun.small(), settings, LabUse.STAYS))
                    .isNotInstanceOf(LabIsUpException.class);
            assertThat(state.journalled()).isEmpty();

            try (Journal journal = begin(host)) {
                assertThatThrownBy(() -> engine.bringUp(LabRun.small(), settings, LabUse.STAYS))
                        .as("coming up in %s", journal.id())
                        .isInstanceOfSatisfying(
                                LabIsUpException.class,
                                up -> assertThat(up.lab()).isEqualTo(LAB));
                for (LabUse use : List.of(LabUse.TESTS, LabUse.STAYS_BESIDE_OTHERS)) {
                    assertThatThrownBy(() -> engine.bringUp(LabRun.small(), settings, use))
                            .isNotInstanceOf(LabIsUpException.class);
                }
                assertThatThrownBy(() -> engine.bringUp(LabRun.small().withName("another"), settings, LabUse.STAYS))
                        .isNotInstanceOf(LabIsUpException.class);
                journal.mark(LabMark.UP, Map.of("lab", LAB.value()));
                journal.mark(LabMark.KEPT, Map.of("lab", LAB.value(), LabRecord.OUTPUT, folder.toString()));
            }
            assertThatThrownBy(() -> engine.bringUp(LabRun.small(), settings, LabUse.STAYS))
                    .as("left up")
                    .isInstanceOf(LabIsUpException.class);
        }
    }

    @Test
    void aHostThatCannotBeAskedHidesNoJournal() {
        Journal.start(state, LAB, "test:///no/such/file.xml").close();

        LabCensus.Result seen = census().look("test:///default");

        assertThat(seen.labs()).extracting(ListedLab::state).containsExactly(State.LEFT_BEHIND);
        assertThat(seen.problems()).hasSize(1);
    }

    private static Ownership mark(UUID owner) {
        return new Ownership(LAB.value(), owner, 1, "small");
    }
}
