package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
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

/**
 * A file system that fills up while a lab is on it: the user is told which, the lab goes on after a resume, and nothing
 * is left.
 */
@ExtendWith(KeptEvidence.class)
@Tag("full")
class FullDiskIT {

    private static final String WRITE = "dd if=/dev/zero of=/root/more bs=1M count=400 oflag=direct && sync";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final LocalShell host = new LocalShell("L0 host");
    private Optional<OwnHost> own = Optional.empty();

    @BeforeEach
    void lookAtTheHost() {
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
        own = Optional.of(OwnHost.watch(folder));
        // libvirt's firewall chains come with the first network after its start, and stay.
        bringUp(LabRun.small()).close();
        own.ifPresent(OwnHost::again);
    }

    @AfterEach
    void nothingIsLeft() {
        own.ifPresent(it -> assertThat(it.end()).isEmpty());
        host.close();
    }

    @Test
    void aFullDiskOfTheHostIsToldAndNothingIsLeft() throws IOException {
        try (SmallFileSystem small = SmallFileSystem.mount(host, 1536)) {
            RunningLab lab =
                    bringUp(LabRun.small(), "nestlab.state.dir=" + small.point().resolve("state"));
            Guest guest = lab.guests().get(0);
            small.fill();

            GuestCommandException failure = failure(guest);

            Attribution found = lab.diagnose(failure).attribution().orElseThrow();
            assertThat(found.cause()).isEqualTo(FailureCause.PAUSED);
            assertThat(found.level()).isEqualTo(Level.L1);
            assertThat(found.sentence())
                    .startsWith("L1 small was stopped, and not by the lab: its domain on L0 host is paused (I/O error")
                    .contains("no space");

            lab.close();
            assertThat(files(small.point()))
                    .as("all of it is gone while the disk is still full")
                    .isEmpty();
        }
    }

    @Test
    void aGuestGoesOnOnceThereIsRoomAgain() throws IOException {
        try (SmallFileSystem small = SmallFileSystem.mount(host, 1536)) {
            RunningLab lab =
                    bringUp(LabRun.small(), "nestlab.state.dir=" + small.point().resolve("state"));
            Guest guest = lab.guests().get(0);
            small.fill();
            failure(guest);

            small.empty();
            host.run(Command.of("virsh", "-q", "resume", guest.domainName())).orThrow();

            assertThat(guest.run("test -s /root/more && echo there").text()).isEqualTo("there");
            lab.close();
            assertThat(files(small.point())).isEmpty();
        }
    }

    @Test
    void aFullDiskOfL1IsTold() {
        RunningLab lab = bringUp(LabSpec.kvmInKvm());
        Guest l1 = lab.guests().get(0);
        Guest l2 = l1.guests().get(0);
        l1.run(Command.shell(SmallFileSystem.fill("/var/tmp")).withTimeout(Duration.ofMinutes(5)));

        GuestCommandException failure = failure(l2);

        Attribution found = lab.diagnose(failure).attribution().orElseThrow();
        assertThat(found.cause()).isEqualTo(FailureCause.PAUSED);
        assertThat(found.level()).isEqualTo(Level.L2);
        assertThat(found.sentence())
                .startsWith(
                        "L2 guest was stopped, and not by the lab: its domain on L1 hypervisor is paused (I/O error")
                .contains("no space");
        l1.run(SmallFileSystem.empty("/var/tmp")).orThrow();
        lab.close();
    }

    private static GuestCommandException failure(Guest guest) {
        return catchThrowableOfType(
                GuestCommandException.class,
                () -> guest.run(Command.shell(WRITE).withTimeout(Duration.ofSeconds(60))));
    }

    private String files(Path small) {
        return host.run(Command.shell("find %s/state/labs %1$s/state/journal -type f".formatted(small)))
                .stdout();
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
}
