package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.spec.LabSpec;

/** A run that lasts too long while a test waits for a guest of a real lab. */
@Tag("full")
@Timeout(600)
@ExtendWith(KeptEvidence.class)
class RunLimitIT {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Settings settings() {
        return Settings.from(key -> switch (key) {
            case "nestlab.output.dir" -> Optional.of(folder.toString());
            case "nestlab.timeout.run" -> Optional.of("45s");
            default -> Optional.ofNullable(System.getProperty(key));
        });
    }

    @Test
    void everyLevelIsWrittenDownAndNothingIsLeft() throws IOException {
        LibvirtLabEngine engine = new LibvirtLabEngine();
        RunningLab lab = engine.bringUp(LabSpec.hypervisorOnly(), settings());
        long start = System.nanoTime();

        assertThatThrownBy(() ->
                        lab.guests().get(0).run(Command.of("sleep", "3600").withTimeout(Duration.ofHours(1))))
                .isInstanceOf(GuestCommandException.class);
        assertThatThrownBy(() -> new CountDownLatch(1).await(5, TimeUnit.MINUTES))
                .as("what waits for something else than the lab")
                .isInstanceOf(InterruptedException.class);

        System.out.printf("RUN LIMIT: the run was over after %s%n", Steps.seconds(Steps.since(start)));
        assertThat(lab.cutShort())
                .hasValueSatisfying(
                        why -> assertThat(why)
                                .startsWith(
                                        "the run was ended: it has lasted for 45 s since its first lab, and nestlab.timeout.run"));
        assertThat(folder.resolve("run-limit/threads.txt")).content().contains("RunLimitIT");
        assertThat(folder.resolve("run-limit/lab-%s.txt".formatted(lab.id())))
                .content()
                .contains(
                        "==== which layer died", "no layer died: every machine answers", "==== L1 hypervisor console");
        assertThat(folder.resolve(lab.id()).resolve("bugreport.zip")).exists();
        assertThat(new LocalShell("L0 host")
                        .run(Command.shell("virsh -q list --all --name; virsh -q net-list --all --name"))
                        .orThrow()
                        .stdout())
                .doesNotContain(lab.id());
        assertThatThrownBy(() -> engine.bringUp(LabSpec.hypervisorOnly(), settings()))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("the run was ended: ");
    }
}
