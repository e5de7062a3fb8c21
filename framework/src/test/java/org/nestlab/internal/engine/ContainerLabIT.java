package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.container.docker.Docker;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.HypervisorSpec.Release;
import org.nestlab.spec.ImageSpec;

/** Real labs whose QEMU and libvirt are in a container, in JVMs that end well and badly. */
class ContainerLabIT {

    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    private static final HypervisorSpec TRIXIE = HypervisorSpec.debian(Release.TRIXIE);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final List<ChildJvm> children = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private OwnHost host;

    @BeforeAll
    static void images() {
        Settings settings = Settings.fromSystemProperties();
        new ImageStore(settings.imageDir()).ensure(ImageSpec.embedded(), line -> {});
        new Docker().image(TRIXIE, settings.imageDir(), line -> {});
    }

    @BeforeEach
    void lookAtTheHost() {
        host = OwnHost.watch(folder);
    }

    @AfterEach
    void killWhatIsLeft() {
        children.forEach(ChildJvm::close);
        reap();
        host.close();
    }

    @Test
    void aKilledJvmsContainerIsReapedWithItsFolderAndItsRoute() {
        ChildJvm killed = run();
        String up = killed.awaitLine("UP ");
        killed.kill();
        assertThat(String.join("\n", host.differences()))
                .as("something to reap")
                .contains("+ containers nestlab-", "+ routes 192.168.");

        List<Reaper.Outcome> outcomes = reap();

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).failures()).isEmpty();
        assertThat(String.join(", ", outcomes.get(0).removed()))
                .as(up)
                .matches("container nestlab-[0-9a-f]{8}, route 192\\.168\\.\\d+\\.0/24 via [0-9.]+, folder /.*");
        assertThat(host.left()).isEmpty();
    }

    @Test
    void ofAJvmThatIsKilledWhileL1IsMigratedBothContainersAreReaped() {
        ChildJvm killed = run("it.migrate", Release.TRIXIE.name());
        String lab = killed.awaitLine("UP ").replaceAll("UP ([0-9a-f]{8}).*", "$1");
        await("a second container")
                .atMost(SHUTDOWN)
                .until(() -> host.differences()
                        .containsAll(List.of("+ containers nestlab-" + lab, "+ containers nestlab-" + lab + "-2")));

        killed.kill();

        assertThat(reap())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.failures()).isEmpty());
        assertThat(host.left()).isEmpty();
    }

    @Test
    void aContainerThatIsKilledUnderALabIsWhatDied() throws IOException, InterruptedException {
        ChildJvm child = run("it.command", "sleep 60");
        String lab = child.awaitLine("UP ").replaceAll("UP ([0-9a-f]{8}).*", "$1");

        assertThat(new ProcessBuilder("docker", "kill", "nestlab-" + lab)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();

        assertThat(child.awaitLine("FAILED "))
                .contains(
                        "the guest had died: the container that QEMU and libvirt of L0 run in is not up: exited with status 137");
        assertThat(child.awaitLine("DIAGNOSED "))
                .isEqualTo(
                        "DIAGNOSED which layer died: L0 container: QEMU is gone: the container that QEMU and libvirt of L0 run in is not up: exited with status 137");
        assertThat(child.awaitEnd(SHUTDOWN)).as(child.output()).isZero();
        assertThat(host.left()).isEmpty();
    }

    @Test
    void aMachineTypeThatThisQemuDoesNotHaveIsRefusedBeforeAnythingIsMadeForIt() {
        ChildJvm child = run("it.machine", "pc-q35-99.0");

        assertThat(child.awaitLine("LabConfigurationException: "))
                .startsWith("LabConfigurationException: L0: QEMU of Debian trixie in a container has no machine type"
                        + " pc-q35-99.0: its q35 types are [")
                .contains("pc-q35-7.2", "pc-q35-10.0")
                .endsWith(" Expected one that every version under test has: HypervisorSpec.withMachine(…)");
        assertThat(child.awaitEnd(SHUTDOWN)).as(child.output()).isZero();
        assertThat(child.output()).doesNotContain("L0: network");
        assertThat(host.left()).isEmpty();
    }

    private ChildJvm run(String... more) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("nestlab.output.dir", folder.toString());
        properties.put("it.hypervisor", Release.TRIXIE.name());
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        ChildJvm child = ChildJvm.start(LabRun.class.getName(), properties, List.of());
        children.add(child);
        return child;
    }

    private static List<Reaper.Outcome> reap() {
        Settings settings = Settings.fromSystemProperties();
        return new Reaper(StateFolder.open(settings.stateDir()), new Sites()).reap(false);
    }
}
