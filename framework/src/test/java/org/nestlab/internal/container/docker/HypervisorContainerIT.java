package org.nestlab.internal.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.container.ContainerFolder;
import org.nestlab.internal.container.ContainerPlan;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.Command;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.HypervisorSpec.Release;

/** A real container with a real libvirt, and no guest in it. */
class HypervisorContainerIT {

    private static final HypervisorSpec TRIXIE = HypervisorSpec.debian(Release.TRIXIE);
    private static final Path CACHE = Settings.defaults().imageDir();
    private static final Duration WANTED = Duration.ofSeconds(10);

    private static String image = "";

    private final Docker docker = new Docker();
    private final LabId lab = LabId.random();
    private final UUID owner = UUID.randomUUID();
    private final ContainerFolder folder =
            ContainerFolder.of(Settings.defaults().stateDir(), lab);
    private final Path disks = Settings.defaults().stateDir().resolve("labs").resolve(lab.value());

    @BeforeAll
    static void image() {
        image = new Docker().image(TRIXIE, CACHE, line -> {});
    }

    @AfterEach
    void leaveNothing() {
        docker.remove(lab.value());
        run("rm -rf -- %s %s".formatted(folder.path(), disks));
    }

    @Test
    void startsWithinTenSecondsAndHasFewRights() {
        long before = System.nanoTime();
        docker.start(plan(image));
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        try (Hypervisor libvirt = Hypervisor.connect(folder.uri(), "L0 container")) {
            assertThat(libvirt.node().info().hypervisorVersion()).startsWith("10.0.");
        }
        assertThat(took).isLessThan(WANTED);
        assertThat(run(
                        "docker inspect --format '{{.HostConfig.Privileged}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}' nestlab-"
                                + lab))
                .isEqualTo("false [ALL] [apparmor=unconfined]");
        // CapBnd of a process of the container: 10 of 41 bits.
        String bounding = run("docker exec nestlab-%s sed -n 's/^CapBnd:\\t//p' /proc/1/status".formatted(lab));
        assertThat(Long.bitCount(Long.parseLong(bounding, 16))).isEqualTo(10);
        assertThat(run("docker exec nestlab-%s sed -n 's/^Seccomp:\\t//p' /proc/1/status".formatted(lab)))
                .as("filtered")
                .isEqualTo("2");
        assertThat(run(
                        "docker exec nestlab-%s sh -c 'cd /proc/sys; echo 1 >net/ipv4/ip_forward && echo written; for f in kernel/core_pattern vm/swappiness fs/file-max; do echo 1 >$f; done 2>&1; true'"
                                .formatted(lab)))
                .as("options of its own network can be set, and none of the host's kernel")
                .startsWith("written")
                .contains("kernel/core_pattern: Read-only", "vm/swappiness: Read-only", "fs/file-max: Read-only");
        assertThat(run("docker exec nestlab-%s sh -c 'ip route show default; mount /proc /mnt 2>&1; true'"
                        .formatted(lab)))
                .as("no way out, no mounting")
                .contains("permission denied")
                .doesNotContain("default via");
    }

    @Test
    void oneThatIsKilledTellsOfWhatAndGoes() {
        AtomicInteger told = new AtomicInteger();
        docker.start(plan(image));
        assertThat(docker.end(folder.container())).isEmpty();
        assertThat(docker.labsOf(owner)).containsExactly(lab.value());
        docker.whenEnded(folder.container(), told::incrementAndGet);

        run("docker kill nestlab-" + lab);

        await().atMost(WANTED).until(() -> told.get() == 1);
        assertThat(docker.end(folder.container())).hasValue("exited with status 137");
        assertThat(docker.log(folder.container())).contains("nestlab: libvirtd listens");
        docker.remove(lab.value());
        assertThat(docker.end(folder.container())).hasValue("gone: it was removed from outside");
        assertThat(docker.labsOf(owner)).isEmpty();
        assertThat(run("docker ps -aq --filter name=nestlab-" + lab)).isEmpty();
    }

    @Test
    void aSecondOneOfTheLabIsAnotherHostToLibvirtAndGoesWithTheLab() {
        ContainerFolder another = folder.another(2);
        String first = docker.start(plan(image));
        String second = docker.start(new ContainerPlan(lab, owner, image, another, disks, List.of()));

        assertThat(second).isNotEqualTo(first);
        assertThat(hostUuid(another)).isNotEqualTo(hostUuid(folder));
        assertThat(run("docker exec %s bash -c 'exec 3<>/dev/tcp/%s/49152' 2>&1 || true"
                        .formatted(folder.container(), second)))
                .as("the way from one to the other, where nothing listens yet")
                .contains("Connection refused");
        docker.removeOne(lab.value(), folder.container());
        assertThat(docker.end(folder.container())).hasValue("gone: it was removed from outside");
        assertThat(docker.end(another.container())).isEmpty();
        docker.remove(lab.value());
        assertThat(docker.end(another.container())).hasValue("gone: it was removed from outside");
    }

    /** Its start fails for that, and what is done about it must not cost somebody else his container. */
    @Test
    void aStrangersContainerOfTheSameNameStays() {
        String strangers =
                run("docker run -d --entrypoint sleep --name %s %s 600".formatted(folder.container(), image));
        try {
            assertThatThrownBy(() -> docker.start(plan(image)))
                    .isInstanceOf(HostNotCapableException.class)
                    .hasMessageContaining(folder.container());

            docker.removeOne(lab.value(), folder.container());
            docker.remove(lab.value());

            assertThat(docker.end(folder.container())).as("the stranger's").isEmpty();
        } finally {
            run("docker rm -f " + strangers);
        }
    }

    private static String hostUuid(ContainerFolder of) {
        try (Hypervisor libvirt = Hypervisor.connect(of.uri(), "L0 container")) {
            return XmlDoc.parse(libvirt.node().capabilitiesXml())
                    .text("/capabilities/host/uuid")
                    .orElseThrow();
        }
    }

    @Test
    void anImageThatIsNowhereIsToldWithWhatWouldDo() {
        assertThatThrownBy(() -> docker.image(HypervisorSpec.image("nestlab.invalid/none:1"), CACHE, line -> {}))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageStartingWith("L0 host: there is no image nestlab.invalid/none:1, and it cannot be pulled: ")
                .hasMessageEndingWith(
                        ". Expected: a name that `docker images` lists or a registry has, or HypervisorSpec.debian(…), whose image is made here");
    }

    @Test
    void anImageWithoutLibvirtIsToldWithWhatItLacks() {
        String bare = "nestlab/bare:" + lab;
        run("d=$(mktemp -d); mkdir $d/bin; cp /bin/busybox $d/bin/sh; tar -C $d -c . | docker import - %s; rm -r $d"
                .formatted(bare));
        try {
            assertThatThrownBy(() -> docker.start(plan(bare)))
                    .isInstanceOf(HostNotCapableException.class)
                    .hasMessageStartingWith(
                            "L0 host: the container nestlab-%s of %s brought no libvirt up: ".formatted(lab, bare))
                    .hasMessageContaining("exited with status 3")
                    .hasMessageContaining("nestlab: no libvirtd in this image");
        } finally {
            docker.remove(lab.value());
            run("docker rmi " + bare);
        }
    }

    private ContainerPlan plan(String of) {
        return new ContainerPlan(lab, owner, of, folder, disks, List.of());
    }

    private static String run(String line) {
        try (LocalShell shell = new LocalShell("L0 host")) {
            return new ShellHost(shell, "qemu:///system")
                    .run(Command.shell(line).withTimeout(Duration.ofMinutes(1)))
                    .orThrow()
                    .text();
        }
    }
}
