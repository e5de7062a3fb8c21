package org.nestlab.internal.takedown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Entry.Event;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.libvirt.PoolInfo;
import org.nestlab.internal.plan.LabId;

/** On libvirt's mock driver: what carries the lab's mark goes, what only looks like it stays. */
class HostCleanerTests {

    private static final LabId LAB = new LabId("0badcafe");
    private static final String NAME = "nestlab-0badcafe";
    private static final UUID ID = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final UUID OWNER = UUID.fromString("99999999-2222-4333-8444-555555555555");
    private static final Optional<Ownership> OURS = Optional.of(new Ownership("0badcafe", OWNER, 1, "a"));
    private static final Optional<Ownership> ANOTHER_LABS = Optional.of(new Ownership("0badcaff", OWNER, 1, "a"));

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private MockHost host = MockHost.none();

    @BeforeEach
    void connect() {
        host = MockHost.fresh(folder);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void removesADomainThatCarriesTheLabsMark() {
        host.domain(NAME + "-a", ID, OURS);

        remove("domain", Map.of("name", NAME + "-a", "uuid", ID.toString()));

        assertThat(host.site().libvirt().domains().exists(ID)).isFalse();
    }

    @Test
    void leavesADomainWithOurUuidAndNameAndWithoutOurMark() {
        host.domain(NAME + "-a", ID, Optional.empty());

        remove("domain", Map.of("name", NAME + "-a", "uuid", ID.toString()));

        assertThat(host.site().libvirt().domains().exists(ID)).isTrue();
    }

    /** A journal's line that was spoilt in one byte, and one whose name leads elsewhere. */
    @Test
    void aSpoiltUuidStillFindsWhatIsOursAndNothingElse() {
        UUID similar = UUID.randomUUID();
        host.domain(NAME + "-a", ID, OURS);
        host.domain(NAME + "-b", similar, ANOTHER_LABS);
        host.network(NAME, ID, OURS);

        remove("domain", Map.of("name", NAME + "-a", "uuid", "11111111-2222-4333-8444-55555555555x"));
        remove("domain", Map.of("name", NAME + "-b", "uuid", ""));
        remove("network", Map.of("name", NAME, "uuid", "21111111-2222-4333-8444-555555555555"));

        assertThat(host.site().libvirt().domains().exists(ID)).isFalse();
        assertThat(host.site().libvirt().domains().exists(similar)).isTrue();
        assertThat(host.site().libvirt().networks().find(ID)).isEmpty();
    }

    @Test
    void aNameThatLeadsElsewhereRemovesNoFile() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("run/precious"));
        String way = "../../../.." + precious;

        remove("network", Map.of("name", NAME + "/" + way, "uuid", ID.toString()));
        remove("domain", Map.of("name", NAME + "/" + way, "uuid", ID.toString()));

        assertThat(precious).exists();
        assertThatThrownBy(() -> remove("folder", Map.of("path", precious + "/labs/0badcafe/../..")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesADomainOfAnotherLabAndOneWithASimilarName() {
        UUID similar = UUID.randomUUID();
        host.domain(NAME + "-a", ID, ANOTHER_LABS);
        host.domain(NAME + "-a2", similar, OURS);

        remove("domain", Map.of("name", NAME + "-a", "uuid", ID.toString()));

        assertThat(host.site().libvirt().domains().exists(ID)).isTrue();
        assertThat(host.site().libvirt().domains().exists(similar)).isTrue();
    }

    @Test
    void aDomainThatIsGoneAlreadyIsNoFailure() {
        remove("domain", Map.of("name", NAME + "-a", "uuid", ID.toString()));

        assertThat(host.site().libvirt().domains().find("test")).isPresent();
    }

    @Test
    void removesANetworkThatCarriesTheLabsMarkAndNoOther() {
        UUID similar = UUID.randomUUID();
        host.network(NAME, ID, OURS);
        host.network(NAME + "-x", similar, Optional.empty());

        remove("network", Map.of("name", NAME, "uuid", ID.toString()));
        remove("network", Map.of("name", NAME + "-x", "uuid", similar.toString()));

        assertThat(host.site().libvirt().networks().find(ID)).isEmpty();
        assertThat(host.site().libvirt().networks().find(similar)).isPresent();
    }

    @Test
    void removesThePoolInTheLabsFolderWithItsVolumes() throws IOException {
        Path labs = Files.createDirectories(folder.resolve("labs/0badcafe"));
        host.pool(NAME, ID, labs);
        host.volume(ID, "root.qcow2");

        remove("pool", Map.of("name", NAME, "uuid", ID.toString()));

        assertThat(host.site().libvirt().pools().find(ID)).isEmpty();
    }

    @Test
    void leavesAPoolWithOurUuidAndNameInAFolderThatIsNotTheLabs() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("images"));
        host.pool(NAME, ID, elsewhere);
        host.volume(ID, "precious.qcow2");

        remove("pool", Map.of("name", NAME, "uuid", ID.toString()));

        assertThat(host.site().libvirt().pools().find(ID)).map(PoolInfo::active).hasValue(true);
        assertThat(host.site().libvirt().pools().volumes(ID).find("precious.qcow2"))
                .isPresent();
    }

    @Test
    void removesTheLabsFolderAndRefusesAnyOther() throws IOException {
        Path own = Files.createDirectories(folder.resolve("labs/0badcafe"));
        Files.writeString(own.resolve("disk"), "x");
        Path other = Files.createDirectories(folder.resolve("labs/0badcafe2"));

        remove("folder", Map.of("path", own.toString()));

        assertThat(own).doesNotExist();
        assertThatThrownBy(() -> remove("folder", Map.of("path", other.toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'%s' is not the folder of lab 0badcafe: it is left as it is", other);
        assertThat(other).exists();
    }

    @Test
    void processesOfTheLabsUserlandGoWithItsFolderAndNobodyElses() throws IOException {
        Path own = Files.createDirectories(folder.resolve("labs/0badcafe"));
        Files.writeString(Files.createDirectories(own.resolve("bed/tmp")).resolve("program"), "x");
        Process ours = sleeping("0badcafe");
        Process theirs = sleeping("0badcaff");
        try {
            remove("folder", Map.of("path", own.toString()));

            assertThat(ours.onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(theirs.isAlive()).isTrue();
            assertThat(own).doesNotExist();
        } finally {
            ours.destroyForcibly();
            theirs.destroyForcibly();
        }
    }

    private static Process sleeping(String lab) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put(TestbedRemains.MARK, lab);
        return builder.start();
    }

    private void remove(String kind, Map<String, String> facts) {
        new HostCleaner(host.site(), LAB).remove(new Entry(0, Event.BEFORE, kind, facts));
    }
}
