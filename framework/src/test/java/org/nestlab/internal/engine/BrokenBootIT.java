package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;
import org.nestlab.spec.ImageSpec;

/** Real labs in which a guest is made to fail while the lab comes up, on the emulated tier. */
class BrokenBootIT {

    private static final Duration SHUTDOWN = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final List<ChildJvm> children = new ArrayList<>();

    @BeforeEach
    void lookAtTheHost() {
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
    }

    @AfterEach
    void nothingIsLeft() {
        children.forEach(ChildJvm::close);
        StateFolder state = StateFolder.open(Settings.fromSystemProperties().stateDir());
        assertThat(new Reaper(state, new Sites()).reap(false))
                .as("labs that were not taken down")
                .isEmpty();
    }

    /** A kernel that finds no init: a real panic in each of its boots. */
    @Test
    void aKernelThatCrashesInItsBootIsStartedOnceMoreAndIsAFailureThen() {
        ChildJvm child = run(Map.of("nestlab.stack", "L1.cmdline=rdinit=/nowhere", "nestlab.boot.attempts", "3"));

        String said = child.awaitLine("GuestCrashedException: ");

        assertThat(child.awaitEnd(SHUTDOWN)).isZero();
        assertThat(said)
                .startsWith("GuestCrashedException: which layer died: L1 small: kernel panicked: ")
                .contains("Kernel panic - not syncing");
        assertThat(child.output())
                .containsOnlyOnce("started again, as a guest crashed: which layer died: L1 small: kernel panicked: ");
        assertThat(consoles("L1-small-console.log"))
                .as("the consoles of both starts are kept")
                .hasSize(2)
                .allSatisfy(console -> assertThat(console).content().contains("Kernel panic - not syncing"));
    }

    /** Its libvirt is under a call, which fails with whatever libvirt's client says of a daemon that is gone. */
    @Test
    void aHypervisorThatPanicsUnderACallOfItsLibvirtIsACrashAndTheLabIsStartedAgain() throws Exception {
        ChildJvm child = run(Map.of("it.nested", "yes", "nestlab.stack", "L1.cmdline=unknown_nmi_panic"));
        child.awaitLine("L2 guest: disks: ");
        String first = child.awaitLine("L0: network").replaceAll(".*nestlab ([0-9a-f]{8})\\].*", "$1");
        assertThat(new ProcessBuilder("virsh", "-q", "inject-nmi", "nestlab-" + first + "-hypervisor")
                        .start()
                        .waitFor())
                .isZero();

        String why = child.awaitLine("started again, as ");
        Awaitility.await("the second lab to be up")
                .atMost(Duration.ofMinutes(10))
                .until(() -> child.output().contains("UP "));
        String up = child.awaitLine("UP ");

        assertThat(why)
                .contains("started again, as a guest crashed: which layer died: L1 hypervisor: kernel panicked: ");
        assertThat(up).as("the second lab").doesNotContain(first);
        child.release();
        assertThat(child.awaitEnd(SHUTDOWN)).as(child.output()).isZero();
    }

    private Map<String, String> properties(Map<String, String> more) {
        Map<String, String> properties = new LinkedHashMap<>(more);
        properties.put("nestlab.output.dir", folder.toString());
        properties.put("nestlab.tier", "emulated");
        properties.put(
                "nestlab.state.dir", Settings.fromSystemProperties().stateDir().toString());
        return properties;
    }

    private ChildJvm run(Map<String, String> more) {
        ChildJvm child = ChildJvm.start(LabRun.class.getName(), properties(more), List.of());
        children.add(child);
        return child;
    }

    private List<Path> consoles(String name) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
