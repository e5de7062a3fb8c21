package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.SshConfigText;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** A real lab whose L2 was migrated is diagnosed, left up, entered and taken down as it is now. */
@ExtendWith(KeptEvidence.class)
@Tag("full")
class MigratedLabIT {

    private static final GuestSpec L1 = GuestSpec.hypervisor().withMemoryMib(2048);

    private static final LabSpec SPEC = LabSpec.kvmInKvm()
            .withL1(any -> L1.withName("first").addGuest(GuestSpec.guest().withMemoryMib(512)))
            .addGuest(L1.withName("second"));

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Optional<RunningLab> up = Optional.empty();

    /** Not in the test: what a failure leaves is looked at before. */
    @AfterEach
    void noLabAnyMore() {
        up.ifPresent(RunningLab::close);
    }

    @Test
    void aLabThatIsLeftUpIsEnteredByTheHypervisorThatItsGuestIsInNow() throws IOException {
        OwnHost host = OwnHost.watch(folder);
        Settings settings = settings("always");
        new ImageStore(settings.imageDir()).ensure(ImageSpec.embedded(), line -> {});
        // libvirt's firewall chains come with the first network after its start, and stay.
        new LibvirtLabEngine().bringUp(LabRun.small(), settings("never")).close();
        host.again();
        RunningLab lab = new LibvirtLabEngine().bringUp(SPEC, settings);
        up = Optional.of(lab);
        String id = lab.id();
        Guest l2 = lab.guests().get(0).guests().get(0);
        String boot = l2.run("cat /proc/sys/kernel/random/boot_id").orThrow().text();

        l2.migrateTo(lab.guests().get(1));

        assertThat(lab.diagnose(new AssertionError("as if a test had failed")).evidence())
                .as("what is written down of a failure")
                .anySatisfy(evidence ->
                        assertThat(evidence.content()).contains("  L2 guest on L1 second", "session answers: yes"));
        l2.reset();
        assertThat(l2.run("cat /proc/sys/kernel/random/boot_id").orThrow().text())
                .as("a boot of its own, in the hypervisor that it was migrated to")
                .isNotEqualTo(boot);
        String again = l2.run("cat /proc/sys/kernel/random/boot_id").orThrow().text();
        lab.close();
        Path config = settings.outputDir().resolve(id).resolve(SshConfigText.NAME);
        assertThat(Files.readString(config)).contains("-W [%h]:%p L1-second").doesNotContain("-W [%h]:%p L1-first");
        try (LocalShell here = new LocalShell("L0 host")) {
            assertThat(here.run(Command.of(
                                            "ssh",
                                            "-F",
                                            config.toString(),
                                            "L2",
                                            "cat",
                                            "/proc/sys/kernel/random/boot_id")
                                    .withTimeout(Duration.ofMinutes(1)))
                            .orThrow()
                            .text())
                    .isEqualTo(again);
        }

        Reaper.Outcome down = new Reaper(StateFolder.open(settings.stateDir()), new Sites()).reap(new LabId(id));

        assertThat(down.failures()).isEmpty();
        assertThat(host.end()).isEmpty();
    }

    private Settings settings(String keep) {
        Map<String, String> values = Map.of("nestlab.keep", keep, "nestlab.output.dir", folder.toString());
        return Settings.from(
                key -> Optional.ofNullable(values.get(key)).or(() -> Optional.ofNullable(System.getProperty(key))));
    }
}
