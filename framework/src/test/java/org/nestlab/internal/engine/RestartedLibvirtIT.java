package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Level;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** The libvirt daemon of the host, or of L1, ends under a lab and is started again, as by an upgrade of its package. */
@ExtendWith(KeptEvidence.class)
@Tag("full")
class RestartedLibvirtIT {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final LocalShell host = new LocalShell("L0 host");
    private Optional<OwnHost> own = Optional.empty();
    private Optional<RunningLab> up = Optional.empty();

    @BeforeEach
    void lookAtTheHost() {
        assumeThat(host.run(Command.shell("virsh -q list --name")).orThrow().text())
                .as("guests that are running: no libvirt daemon of theirs is restarted")
                .isEmpty();
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
        own = Optional.of(OwnHost.watch(folder));
        // libvirt's firewall chains come with the first network after its start, and stay.
        bringUp(LabRun.small(), "never").close();
        up = Optional.empty();
        own.ifPresent(OwnHost::again);
    }

    @AfterEach
    void nothingIsLeft() {
        up.ifPresent(RunningLab::close);
        own.ifPresent(it -> assertThat(it.end()).isEmpty());
        host.close();
    }

    /** A killed daemon ends no guest, and one that ends in order ends none of a lab that may be kept. */
    @ParameterizedTest
    @ValueSource(strings = {"KILL never", "KILL on-failure", "TERM on-failure"})
    void aGuestIsUsedOnAsBefore(String how) {
        String[] words = how.split(" ", -1);
        RunningLab lab = bringUp(LabRun.small(), words[1]);
        Guest guest = lab.guests().get(0);

        LibvirtDaemon.restart(host, words[0]);

        isUsable(lab, guest);
    }

    /** A lab that nobody keeps is bound to the connection of its run: it goes with the daemon, and its user is told. */
    @Test
    void aLabThatNobodyKeepsGoesWithADaemonThatEndsInOrder() {
        RunningLab lab = bringUp(LabRun.small(), "never");
        Guest guest = lab.guests().get(0);

        LibvirtDaemon.restart(host, "TERM");

        GuestCommandException failure = catchThrowableOfType(
                GuestCommandException.class, () -> guest.run(Command.of("true").withTimeout(Duration.ofSeconds(20))));
        if (failure == null) {
            System.out.println("LIBVIRT a guest outlived a daemon that ended in order");
            isUsable(lab, guest);
        } else {
            Attribution found = lab.diagnose(failure).attribution().orElseThrow();
            System.out.println("LIBVIRT " + found.headline());
            assertThat(found.cause()).isEqualTo(FailureCause.QEMU_GONE);
            assertThat(found.level()).isEqualTo(Level.L1);
        }
    }

    @Test
    void theDaemonOfL1IsKilled() {
        RunningLab lab = bringUp(LabSpec.kvmInKvm(), "never");
        Guest l1 = lab.guests().get(0);
        Guest l2 = l1.guests().get(0);

        l1.run(LibvirtDaemon.restart("KILL")).orThrow();

        isUsable(lab, l2);
    }

    private static void isUsable(RunningLab lab, Guest guest) {
        assertThat(guest.run("echo here").text()).isEqualTo("here");
        guest.suspend();
        guest.resume();
        assertThat(guest.run("echo again").text()).isEqualTo("again");
        assertThat(lab.dead()).isEmpty();
        guest.reset();
        assertThat(guest.run("echo once more").text()).isEqualTo("once more");
    }

    private RunningLab bringUp(LabSpec spec, String keep) {
        RunningLab lab = new LibvirtLabEngine().bringUp(spec, Settings.from(key -> switch (key) {
            case "nestlab.output.dir" -> Optional.of(folder.toString());
            case "nestlab.keep" -> Optional.of(keep);
            default -> Optional.ofNullable(System.getProperty(key));
        }));
        up = Optional.of(lab);
        return lab;
    }
}
