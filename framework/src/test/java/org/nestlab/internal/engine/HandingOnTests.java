package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.Answers;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.ReusableLab;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.running.HostHypervisor;
import org.nestlab.internal.running.PaperContainer;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** Which labs are left to the next run when they are closed, and what is written down of them. */
class HandingOnTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @SuppressWarnings("NullAway.Init") // set before each test
    private StateFolder state;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder, LabSpec.kvmInKvm(), Tier.EMULATED, LabUse.REUSE);
        state = StateFolder.open(folder.resolve("state"));
        lab.host.answers.on(c -> c.line().contains("boot_id"), c -> Answers.Reply.ok("b0\n"));
        lab.first.answers.on(c -> c.line().contains("boot_id"), c -> Answers.Reply.ok("b1\n"));
        lab.second.answers.on(c -> c.line().contains("boot_id"), c -> Answers.Reply.ok("b2\n"));
        lab.lab.cameUp(Map.of("tier", "emulated"));
    }

    @AfterEach
    void down() {
        lab.close();
    }

    private LabId id() {
        return lab.running.plan().id();
    }

    private void assertNotHandedOn(String why) {
        lab.lab.close();
        assertThat(lab.running.context().steps().said())
                .extracting(said -> said.what())
                .contains("not left to the next run: " + why);
        assertThat(LabRecord.of(state, id()).isForReuse()).isFalse();
        assertThat(ReuseFolders.of(state, id())).doesNotExist();
    }

    @Test
    void oneThatIsWellWaitsWithAllThatTheNextRunNeeds() throws IOException {
        lab.lab.close();

        LabRecord record = LabRecord.of(state, id());
        assertThat(record.isForReuse()).isTrue();
        assertThat(Journal.isOwned(state, id())).isFalse();
        Path kept = ReuseFolders.of(state, id());
        assertThat(record.entry()).contains(kept);
        assertThat(record.output()).contains(lab.running.context().output().toAbsolutePath());
        ReusableLab read = ReusableLab.read(kept);
        assertThat(read.drawn().id()).isEqualTo(id());
        assertThat(read.labels()).isEqualTo(Map.of("tier", "emulated"));
        assertThat(read.parts()).containsEntry("the host's boot", "b0").containsEntry("the tier", "emulated");
        assertThat(read.guest("L1 hypervisor").boot()).isEqualTo("b1");
        assertThat(read.guest("L2 guest").boot()).isEqualTo("b2");
        assertThat(ReusableLab.key(kept).publicKeyLine())
                .isEqualTo(lab.running.context().key().publicKeyLine());
    }

    @Test
    void onlyItsOwnerCanReadTheKeys() throws IOException {
        lab.lab.close();

        Path kept = ReuseFolders.of(state, id());
        assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        for (String name : new String[] {KeptFile.KEY, "reuse.json"}) {
            assertThat(Files.getPosixFilePermissions(kept.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(lab.running.context().output().resolve(KeptFile.KEY)).doesNotExist();
    }

    @Test
    void oneThatItsTestsHaveChangedGoes() {
        lab.lab.spoil("a test has dirtied it, or it has failed");

        assertNotHandedOn("a test has dirtied it, or it has failed");
    }

    @Test
    void oneWithADeadGuestGoes() {
        lab.l2.health().condemn("it was found dead");

        assertNotHandedOn("L2 guest: it was found dead");
    }

    @Test
    void oneThatWasCutShortGoes() {
        lab.lab.cutShort("the run was ended");

        assertThat(LabRecord.of(state, id()).isForReuse()).isFalse();
    }

    @Test
    void oneWithoutItsL2Goes() {
        lab.l1.sessions().release();

        assertNotHandedOn("L2 guest is not there any more");
    }

    @Test
    void oneWithAGuestThatDoesNotAnswerGoes() {
        lab.second.answers.on(c -> c.line().contains("boot_id"), c -> {
            throw new GuestCommandException("L2 guest: no answer");
        });

        assertNotHandedOn("L2 guest: no answer");
    }

    @Test
    void oneWithADomainThatIsStillChangedGoes() {
        HandingOn handingOn = new HandingOn(state, 1);
        assertThat(handingOn.obstacle(lab.running)).isEmpty();
        Resource changed = new Resource.Definition("users-domain", "11111111-2222-4333-8444-555555555555", "x");
        lab.running.context().journal().before(changed);

        assertThat(handingOn.obstacle(lab.running)).isEqualTo(Optional.of("the domain users-domain is still changed"));
    }

    @Test
    void oneWhoseHypervisorIsInAContainerGoes() {
        HostHypervisor here = lab.running.hostHypervisor();
        lab.running.movedTo(PaperContainer.on(here.open(), here.site(), lab.running));

        assertThat(new HandingOn(state, 1).obstacle(lab.running)).contains("its QEMU runs in a container");
    }

    @Test
    void oneOfAHostBehindSshGoes() {
        HostHypervisor here = lab.running.hostHypervisor();
        OpenHost remote = new OpenHost(here.open().host(), here.open().shell(), true);
        lab.running.movedTo(HostHypervisor.host(remote, here.site()));

        assertNotHandedOn("its host is reached over SSH");
    }
}
