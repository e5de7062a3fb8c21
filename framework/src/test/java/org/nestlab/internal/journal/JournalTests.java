package org.nestlab.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.engine.ChildJvm;
import org.nestlab.internal.journal.Entry.Event;
import org.nestlab.internal.plan.LabId;

class JournalTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final Map<String, String> NETWORK = Map.of("on", "L0", "name", "nestlab-0badcafe");
    private static final Map<String, String> DOMAIN = Map.of("on", "L0", "name", "nestlab-0badcafe-a");

    @TempDir
    private Path root = Path.of("set by JUnit");

    private StateFolder state = StateFolder.open(Path.of("target"));

    @BeforeEach
    void open() {
        state = StateFolder.open(root);
    }

    @Test
    void aLineIsOnDiskBeforeWhatItTellsOf() {
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            journal.before("network", NETWORK);

            assertThat(Journal.read(state, LAB))
                    .extracting(Entry::event, Entry::kind)
                    .containsExactly(tuple(Event.OWNED, "lab"), tuple(Event.BEFORE, "network"));
        }
    }

    @Test
    void whatIsLeftComesNewestFirst() {
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            journal.before("network", NETWORK);
            journal.before("pool", NETWORK);
            journal.before("domain", DOMAIN);
            journal.gone("pool", NETWORK);

            assertThat(Journal.left(Journal.read(state, LAB)))
                    .extracting(Entry::kind)
                    .containsExactly("domain", "network");
        }
    }

    @Test
    void linesThatWereCutShortOrSpoiltArePassedOver() throws IOException {
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            journal.before("network", NETWORK);
        }
        append("\0\0\u00ff rubbish\n{\"at\":1,\"event\":\"NEVER\",\"kind\":\"x\",\"facts\":{}}\n[1]\nnull\n{}\n");
        append("{\"at\":1.0,\"event\":\"BEFORE\",\"kind\":\"dom");

        try (Journal journal = Journal.take(state, LAB).orElseThrow()) {
            journal.gone("network", NETWORK);

            assertThat(Journal.read(state, LAB))
                    .extracting(Entry::event)
                    .containsExactly(Event.OWNED, Event.BEFORE, Event.GONE);
            assertThat(Journal.left(Journal.read(state, LAB))).isEmpty();
        }
    }

    @Test
    void aJournalThatIsDeletedWhileItIsReadIsEmpty() throws Exception {
        Path file = state.journalFile(LAB);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> owner = CompletableFuture.runAsync(() -> beginAndEnd(file, over));
        try {
            for (int i = 0; i < 20_000; i++) {
                assertThat(Journal.read(state, LAB)).isEmpty();
            }
        } finally {
            over.set(true);
            owner.get(1, TimeUnit.MINUTES);
        }
    }

    private static void beginAndEnd(Path file, AtomicBoolean over) {
        try {
            while (!over.get()) {
                Files.writeString(file, "");
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptedThreadStillWritesItsJournal() {
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            Thread.currentThread().interrupt();
            journal.before("network", NETWORK);
            assertThat(Thread.interrupted()).isTrue();
            journal.gone("network", NETWORK);

            assertThat(Journal.left(Journal.read(state, LAB))).isEmpty();
            assertThat(Journal.read(state, LAB)).hasSize(3);
        }
    }

    @Test
    void aLabThatThisProcessOwnsIsNotTakenAndItsOwnQuestionsDoNotGiveItAway() {
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            assertThat(Journal.take(state, LAB)).isEmpty();
            assertThat(Journal.isOwned(state, LAB)).isTrue();

            // The kernel drops a lock with the first descriptor of its file that is closed: ask another process.
            try (ChildJvm child = ask("ask")) {
                assertThat(child.awaitLine("owned:")).isEqualTo("owned: true");
            }
            assertThat(journal.id()).isEqualTo(LAB);
        }
        assertThat(Journal.isOwned(state, LAB)).isFalse();
    }

    @Test
    void aLabOfAnotherLivingProcessIsOwnedAndWhenThatIsKilledItIsNot() {
        try (ChildJvm child = ask("hold")) {
            child.awaitLine("holding");
            assertThat(Journal.isOwned(state, LAB)).isTrue();
            assertThat(Journal.take(state, LAB)).isEmpty();

            child.kill();

            assertThat(Journal.isOwned(state, LAB)).isFalse();
            try (Journal journal = Journal.take(state, LAB).orElseThrow()) {
                assertThat(Journal.left(Journal.read(state, journal.id())))
                        .extracting(Entry::kind)
                        .containsExactly("network");
            }
        }
    }

    @Test
    void aDeadOwnerIsDeadAlsoWhereItsProcessIdWasGivenOutAgain() throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        append(JournalLine.of(new Entry(1, Event.OWNED, "lab", Map.of("id", LAB.value(), "pid", pid))) + "\n");

        assertThat(Journal.isOwned(state, LAB)).isFalse();
        assertThat(Journal.take(state, LAB)).hasValueSatisfying(Journal::delete);
        assertThat(state.journalled()).isEmpty();
    }

    @Test
    void aLabThatIsGoneIsNeitherTakenNorLeavesAFile() throws IOException {
        Journal.start(state, LAB, "test:///default").delete();

        assertThat(Journal.take(state, LAB)).isEmpty();
        assertThat(Journal.isOwned(state, LAB)).isFalse();
        try (var files = Files.list(root.resolve("journal"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aLockFileOfAProcessThatWasKilledBeforeItHadAJournalIsSweptAndALivingOnesIsNot() throws IOException {
        Path orphan = Files.createFile(root.resolve("journal/0badcaff.lock"));
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            Journal.sweep(state);

            assertThat(orphan).doesNotExist();
            assertThat(state.lockFile(journal.id())).exists();
        }
    }

    @Test
    void whatIsWrittenDownTwiceIsLeftOnce() {
        try (Journal journal = Journal.start(state, LAB, "test:///default")) {
            journal.before("nesting", NETWORK);
            journal.before("nesting", NETWORK);

            assertThat(Journal.left(journal.entries())).hasSize(1);
            journal.gone("nesting", NETWORK);
            assertThat(Journal.left(journal.entries())).isEmpty();
        }
    }

    @Test
    void anIdIsNotGivenToTwoLabs() {
        Journal.start(state, LAB, "test:///default").close();

        assertThatThrownBy(() -> Journal.start(state, LAB, "test:///default"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lab 0badcafe has an owner already");
    }

    @Test
    void aStateFolderThatCannotBeMadeNamesTheSetting() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");

        assertThatThrownBy(() -> StateFolder.open(file.resolve("state")))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith(
                        "L0 host: the state folder %s cannot be made: java.nio.file.FileSystemException: %s: ",
                        file.resolve("state"), file.resolve("state"))
                .hasMessageEndingWith(". Run as a user who may, or set nestlab.state.dir");
    }

    private ChildJvm ask(String what) {
        return ChildJvm.start(JournalHolder.class.getName(), Map.of(), List.of(what, root.toString(), LAB.value()));
    }

    private void append(String text) throws IOException {
        Files.write(
                state.journalFile(LAB),
                text.getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
