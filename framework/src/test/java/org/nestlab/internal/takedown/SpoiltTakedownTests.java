package org.nestlab.internal.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.journal.UnknownLines;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.plan.LabId;

/**
 * A lab taken down by a journal of which lines are lost, on libvirt's mock driver. That a spoilt line is a lost one,
 * and never another one, is what {@code SpoiltJournalTests} says of every byte.
 */
class SpoiltTakedownTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final String NAME = "nestlab-0badcafe";
    private static final UUID DOMAIN = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final UUID NETWORK = UUID.fromString("22222222-2222-4333-8444-555555555555");
    private static final UUID POOL = UUID.fromString("33333333-2222-4333-8444-555555555555");
    private static final UUID SIMILAR = UUID.fromString("44444444-2222-4333-8444-555555555555");

    /** The lines of a journal: the owner's, and one for each of the four resources. */
    private static final int LINES = 5;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private MockHost host = MockHost.none();
    private StateFolder state = StateFolder.open(Path.of("target"));
    private Path lab = Path.of("set below");
    private Path other = Path.of("set below");
    private Path journal = Path.of("set below");

    @BeforeEach
    void aLabAndSomebodyElsesBesideIt() throws IOException {
        host = MockHost.fresh(folder);
        state = StateFolder.open(folder);
        lab = Files.createDirectories(state.labs().resolve(LAB.value()));
        other = Files.createDirectories(state.labs().resolve("0badcaff"));
        UUID owner = state.owner();
        host.domain(NAME + "-a", DOMAIN, Optional.of(new Ownership(LAB.value(), owner, 1, "a")));
        host.network(NAME, NETWORK, Optional.of(new Ownership(LAB.value(), owner, 0, "n")));
        host.pool(NAME, POOL, lab);
        host.domain(NAME + "-b", SIMILAR, Optional.of(new Ownership("0badcaff", owner, 1, "b")));
        host.network(NAME + "-b", SIMILAR, Optional.of(new Ownership(LAB.value(), UUID.randomUUID(), 0, "n")));
        host.pool(NAME + "-b", SIMILAR, other);
        try (Journal written = Journal.start(state, LAB, "test:///default")) {
            written.before(new Resource.Network("L0", NAME, NETWORK.toString(), "nl0badcafe", "192.168.77.0/24"));
            written.before(Resource.Folder.onHost(lab));
            written.before(new Resource.Pool("L0", NAME, POOL.toString()));
            written.before(new Resource.Domain("L0", NAME + "-a", DOMAIN.toString()));
        }
        journal = folder.resolve("journal/0badcafe.jsonl");
    }

    @AfterEach
    void close() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void withoutOneOfItsLinesNothingOfOursStaysAndAllOfOthers(int lost) throws IOException {
        assertThat(Files.readAllLines(journal)).hasSize(LINES);
        SpoiltLines.spoil(journal, lost);

        takeDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void cutShortAfterAnyLineNothingOfOursStaysAndAllOfOthers(int kept) throws IOException {
        Files.write(journal, Files.readAllLines(journal).subList(0, kept));

        takeDown();
    }

    @Test
    void aLineOfAKindThatNobodyKnowsIsSaidAndKept() {
        try (Journal taken = Journal.take(state, LAB).orElseThrow()) {
            UnknownLines.before(taken, "teapot", Map.of("on", "L0", "name", "short and stout"));
        }

        TakedownReport report =
                new Takedown(state, Journal.take(state, LAB).orElseThrow()).run(host.site(), state.labs());

        assertThat(report.failures())
                .extracting(TakedownReport.Failure::toString)
                .containsExactly("teapot short and stout: there is no way to remove a teapot");
        assertThat(state.journalled()).containsExactly(LAB);
        assertThat(host.site().libvirt().domains().exists(DOMAIN)).isFalse();
    }

    @Test
    void aHostThatIsLostOnTheWayLeavesTheLabToAReaper() throws IOException {
        Files.write(journal, Files.readAllLines(journal).subList(0, 1));
        host.site().libvirt().close();
        Takedown takedown = new Takedown(state, Journal.take(state, LAB).orElseThrow());

        assertThatThrownBy(() -> takedown.run(host.site(), state.labs())).isInstanceOf(RuntimeException.class);

        assertThat(Journal.isOwned(state, LAB)).isFalse();
        assertThat(state.journalled()).containsExactly(LAB);
    }

    private void takeDown() {
        TakedownReport report =
                new Takedown(state, Journal.take(state, LAB).orElseThrow()).run(host.site(), state.labs());

        assertThat(report.failures()).isEmpty();
        assertThat(report.removed())
                .containsExactlyInAnyOrder("domain " + NAME + "-a", "pool " + NAME, "folder " + lab, "network " + NAME);
        assertThat(state.journalled()).isEmpty();
        assertThat(host.site().libvirt().domains().exists(DOMAIN)).isFalse();
        assertThat(host.site().libvirt().networks().find(NETWORK)).isEmpty();
        assertThat(host.site().libvirt().pools().find(POOL)).isEmpty();
        assertThat(lab).doesNotExist();

        assertThat(host.site().libvirt().domains().exists(SIMILAR)).isTrue();
        assertThat(host.site().libvirt().networks().find(SIMILAR)).isPresent();
        assertThat(host.site().libvirt().pools().find(SIMILAR)).isPresent();
        assertThat(other).exists();
        assertThat(host.site().libvirt().domains().find("test")).isPresent();
    }
}
