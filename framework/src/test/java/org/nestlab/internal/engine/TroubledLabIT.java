package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabException;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** What happens to a lab from outside: what its user is told, and that nothing is left of it. */
@ExtendWith(KeptEvidence.class)
@Tag("full")
class TroubledLabIT {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final LocalShell host = new LocalShell("L0 host");
    private Optional<Path> small = Optional.empty();
    private Optional<OwnHost> own = Optional.empty();

    @BeforeEach
    void lookAtTheHost() {
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
        own = Optional.of(OwnHost.watch(folder));
    }

    @AfterEach
    void nothingIsLeft() {
        small.ifPresent(mounted -> host.run(Command.shell("umount -l %1$s; rmdir %1$s".formatted(mounted))));
        own.ifPresent(it -> assertThat(it.end()).isEmpty());
        host.close();
    }

    @Test
    void aDestroyedL1IsToldAsSuch() {
        RunningLab lab = bringUp(LabRun.small());
        Guest guest = lab.guests().get(0);

        host.run(Command.of("virsh", "-q", "destroy", guest.domainName())).orThrow();

        Attribution found = attribution(lab, failure(guest));
        assertThat(found.cause()).isEqualTo(FailureCause.QEMU_GONE);
        assertThat(found.sentence()).contains(" is gone", "destroyed");
        assertThat(lab.dead()).isPresent();
        lab.close();
    }

    @Test
    void anL1ThatWasResetIsToldAsSuchAndGoesOnAfterAResetOfOurs() {
        RunningLab lab = bringUp(LabRun.small());
        Guest guest = lab.guests().get(0);
        int printed = guest.console().length();

        host.run(Command.of("virsh", "-q", "reset", guest.domainName())).orThrow();
        Awaitility.await("its second boot")
                .atMost(Duration.ofMinutes(2))
                .until(() -> guest.console().substring(printed).contains("nestlab: ssh ready"));

        assertThat(failure(guest))
                .hasMessageContaining(
                        "L1 small: it has booted again since: something reset or rebooted it, and its sessions are gone. Expected: Guest.reset(), which logs in anew");
        assertThat(lab.dead().orElse("")).startsWith("L1 small: it has booted again since");
        guest.reset();
        assertThat(guest.run("echo back").text()).isEqualTo("back");
        assertThat(lab.dead()).isEmpty();
        lab.close();
    }

    @Test
    void aDiskOfTheHostThatIsTooSmallIsToldBeforeAnythingStarts() throws IOException {
        Path full = smallFileSystem(1);

        LabException failure = catchThrowableOfType(
                LabException.class, () -> bringUp(LabRun.small(), "nestlab.state.dir=" + full.resolve("state")));

        assertThat(failure)
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("needs 1024 MiB of disk below " + full)
                .hasMessageContaining("are free: free some, or set nestlab.state.dir to a folder with more");
        assertThat(filesOfLabs(full)).isEmpty();
    }

    private String filesOfLabs(Path state) {
        return host.run(Command.shell("find %s/state/labs %1$s/state/journal -type f".formatted(state)))
                .stdout();
    }

    @Test
    void aGuestWhoseClockJumpsIsUsedAsBefore() {
        RunningLab lab = bringUp(LabRun.small());
        Guest guest = lab.guests().get(0);
        for (String date : new String[] {"2001-01-01", "2035-01-01"}) {
            guest.run("date -s " + date).orThrow();

            assertThat(guest.run("date +%Y").text()).isEqualTo(date.substring(0, 4));
            GuestCommandException failure = catchThrowableOfType(
                    GuestCommandException.class,
                    () -> guest.run(Command.of("sleep", "60").withTimeout(Duration.ofSeconds(1))));
            assertThat(failure).hasMessageContaining("did not end within 1 s");
            assertThat(guest.run("sleep 1").duration()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        }
        lab.close();
    }

    /** What a test is told that uses the guest. */
    private static GuestCommandException failure(Guest guest) {
        return catchThrowableOfType(
                GuestCommandException.class, () -> guest.run(Command.of("true").withTimeout(Duration.ofSeconds(10))));
    }

    private static Attribution attribution(RunningLab lab, GuestCommandException failure) {
        return lab.diagnose(failure).attribution().orElseThrow();
    }

    private RunningLab bringUp(LabSpec spec, String... settings) {
        return new LibvirtLabEngine().bringUp(spec, Settings.from(key -> {
            for (String setting : settings) {
                if (setting.startsWith(key + "=")) {
                    return Optional.of(setting.substring(key.length() + 1));
                }
            }
            return key.equals("nestlab.output.dir")
                    ? Optional.of(folder.toString())
                    : Optional.ofNullable(System.getProperty(key));
        }));
    }

    /** One in memory, which anybody may enter. */
    private Path smallFileSystem(int mib) throws IOException {
        Path point = Files.createTempDirectory(
                Path.of("/var/tmp"),
                "small-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        small = Optional.of(point);
        host.run(Command.of("mount", "-t", "tmpfs", "-o", "mode=755,size=" + mib + "m", "tmpfs", point.toString()))
                .orThrow();
        return point;
    }
}
