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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;
import org.nestlab.spec.ImageSpec;

/**
 * Real labs in JVMs that come to a bad end: whatever it is, the host is afterwards as it was before. Those that are
 * killed at each of their moments are {@link CrashHarnessIT}'s.
 */
class AbandonedLabIT {

    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final List<ChildJvm> children = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private OwnHost host;

    @BeforeEach
    void lookAtTheHost() {
        Settings settings = Settings.defaults();
        new ImageStore(settings.imageDir()).ensure(ImageSpec.embedded(), line -> {});
        host = OwnHost.watch(folder);
    }

    @AfterEach
    void killWhatIsLeft() {
        children.forEach(ChildJvm::close);
        reap();
        host.close();
    }

    @Test
    void aLabIsTakenDownWhenItsJvmIsAskedToEndWhileAGuestBoots() {
        ChildJvm child = run(Map.of());
        child.awaitLine("L1 small: start:");

        child.terminate();

        assertThat(child.awaitEnd(SHUTDOWN)).as(child.output()).isEqualTo(143);
        assertThat(host.left()).isEmpty();
    }

    @Test
    void aKilledJvmsLabIsReapedByTheNextRunWhichComesUp() {
        ChildJvm killed = run(Map.of());
        killed.awaitLine("L1 small: start:");
        killed.kill();
        assertThat(host.differences()).as("something to reap").isNotEmpty();

        ChildJvm next = run(Map.of());

        assertThat(next.awaitLine("was left behind by a run that ended early"))
                .contains("removed: domain nestlab-", "pool nestlab-", "folder /", "network nestlab-")
                .doesNotContain("still there");
        next.awaitLine("UP ");
        next.release();
        assertThat(next.awaitEnd(SHUTDOWN)).as(next.output()).isZero();
        assertThat(host.left()).isEmpty();
    }

    @Tag("full")
    @Test
    void twoJvmsAtOnceShareNoSubnetAndBothSucceed() {
        ChildJvm one = run(Map.of());
        ChildJvm two = run(Map.of());
        one.awaitLine("UP ");
        two.awaitLine("UP ");

        assertThat(one.awaitLine("L0: network")).isNotEqualTo(two.awaitLine("L0: network"));
        assertThat(subnet(one)).isNotEqualTo(subnet(two));
        assertThat(reap()).as("nothing to reap while both live").isEmpty();
        one.release();
        two.release();
        assertThat(one.awaitEnd(SHUTDOWN)).as(one.output()).isZero();
        assertThat(two.awaitEnd(SHUTDOWN)).as(two.output()).isZero();
        assertThat(host.left()).isEmpty();
    }

    @Tag("full")
    @Test
    void aGuestThatDoesNotBootInTimeIsToldWithTheStageAndTheLastLinesOfItsConsole() {
        ChildJvm child = run(Map.of("nestlab.timeout.boot", "2s", "nestlab.boot.attempts", "2"));

        String said = child.awaitLine("NoAnswerException: ");

        assertThat(child.awaitEnd(SHUTDOWN)).isZero();
        assertThat(child.output()).containsOnlyOnce("started again, as a guest hung: L1 small: SSH to listen");
        assertThat(said)
                .startsWith("NoAnswerException: L1 small: SSH to listen on 192.168.")
                .contains("gave up after 2");
        assertThat(child.output()).contains("is DomainState[kind=RUNNING, reason=booted]; last lines of its console:");
        assertThat(host.left()).isEmpty();
    }

    @Test
    void aHypervisorThatHangsWhileItsGuestBootsIsToldAsSuchAndTheLabIsStartedAgain() throws Exception {
        ChildJvm child = run(Map.of("it.nested", "yes", "nestlab.boot.attempts", "2", "nestlab.timeout.scale", "0.25"));
        child.awaitLine("L2 guest: start: ");
        freeze(lab(child));

        String why = child.awaitLine("started again, as a guest hung: ");
        String up = child.awaitLine("UP ");

        assertThat(why).containsPattern("L1 hypervisor.*(does not answer|has not answered)");
        assertThat(up).as("the second lab").doesNotContain(lab(child));
        child.release();
        assertThat(child.awaitEnd(SHUTDOWN)).as(child.output()).isZero();
        assertThat(host.left()).isEmpty();
    }

    private static String lab(ChildJvm child) {
        return child.awaitLine("L0: network").replaceAll(".*nestlab ([0-9a-f]{8})\\].*", "$1");
    }

    /** Stops the hypervisor's QEMU without libvirt's knowledge: to everybody else it hangs. */
    private static void freeze(String lab) throws IOException, InterruptedException {
        String pid = Files.readString(Path.of("/run/libvirt/qemu", "nestlab-" + lab + "-hypervisor.pid"))
                .trim();
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -STOP " + pid)
                        .start()
                        .waitFor())
                .isZero();
    }

    @Tag("full")
    @Test
    void aBrokenKernelFailsAtOnce() throws IOException {
        Path kernel = Files.writeString(folder.resolve("vmlinuz"), "this is not a kernel");
        Path initrd = Files.writeString(folder.resolve("initrd.img"), "this is not an initramfs");

        ChildJvm child = run(Map.of("it.kernel", kernel.toString(), "it.initrd", initrd.toString()));

        assertThat(child.awaitLine("ProvisioningException: "))
                .startsWith("ProvisioningException: L0 host: creating domain nestlab-");
        assertThat(child.awaitEnd(SHUTDOWN)).isZero();
        assertThat(child.output()).doesNotContain("SSH listens");
        assertThat(host.left()).isEmpty();
    }

    private ChildJvm run(Map<String, String> more) {
        Map<String, String> properties = new LinkedHashMap<>(more);
        properties.put("nestlab.output.dir", folder.toString());
        ChildJvm child = ChildJvm.start(LabRun.class.getName(), properties, List.of());
        children.add(child);
        return child;
    }

    private static String subnet(ChildJvm child) {
        return child.awaitLine("L0: network").replaceAll(".*L0: network (\\S+): .*", "$1");
    }

    private static List<Reaper.Outcome> reap() {
        Settings settings = Settings.fromSystemProperties();
        return new Reaper(StateFolder.open(settings.stateDir()), new Sites()).reap(false);
    }
}
