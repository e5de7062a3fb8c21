package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Command;
import org.nestlab.spec.Tier;

class HostUserlandTests {

    private static final HostSide SIDE = new HostSide(
            "0badcafe", Tier.EMULATED, "/labs/0badcafe", Optional.empty(), "/images/lab/image.qcow2", "qcow2");

    private final FakeHost host = new FakeHost();

    private FakeHost root() {
        host.answers
                .on(command -> true, command -> Reply.ok(""))
                .on("id -u", "0\n")
                .on("qemu-img convert", "/images/lab/userland.raw\n")
                .on("Cpus_allowed_list", "0-3\n");
        return host;
    }

    private List<String> lines() {
        return host.answers.asked().stream().map(Command::line).toList();
    }

    @Test
    void onlyRootMeasuresTheHost() {
        host.answers.on("id -u", "1000\n");

        assertThatThrownBy(() -> HostUserland.prepare(host, SIDE, 2, 1024))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: it is measured in the image's userland, which only root can enter (mount, chroot):"
                                + " run as root, or compare guests only");
        assertThat(host.answers.asked()).hasSize(1);
    }

    @Test
    void aCommandKeepsItsInputAndItsLimits() {
        HostUserland userland = HostUserland.prepare(root(), SIDE, 2, 1024);

        userland.run(Command.shell("echo 'a b' | cat").withInput("in").withTimeout(Duration.ofSeconds(7)));

        Command last = host.answers.asked().get(host.answers.asked().size() - 1);
        assertThat(last.line()).isEqualTo("exec sh /labs/0badcafe/bed/enter 'echo '\\''a b'\\'' | cat'");
        assertThat(last.input()).hasValue("in");
        assertThat(last.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(userland.memory()).isEqualTo("1024 MiB");
    }

    @Test
    void itRunsOnTheFirstCpusThatTheHostMayUse() {
        root().answers.on("Cpus_allowed_list", "2-5\n");

        HostUserland.prepare(host, SIDE, 2, 1024);

        assertThat(host.answers.asked())
                .filteredOn(command -> command.line().endsWith("/inside"))
                .singleElement()
                .satisfies(command -> assertThat(command.input().orElse("")).contains("taskset -c 2,3 ", "ro,noload"));
    }

    @Test
    void aMemoryLimitThatCannotBeSetIsTold() {
        root().answers
                .failOn("memory.max", 1, "mkdir: cannot create directory nestlab-0badcafe: Read-only file system\n");

        assertThat(HostUserland.prepare(host, SIDE, 2, 1024).memory())
                .isEqualTo("not limited: mkdir: cannot create directory its group: Read-only file system");
    }

    @Test
    void anImageThatCannotBeEnteredIsRefusedAndNothingIsLeft() {
        root().answers.failOn("bed/enter true", 32, "mount: wrong fs type, bad option\n");

        assertThatThrownBy(() -> HostUserland.prepare(host, SIDE, 2, 1024))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage("L0 host: the userland of /images/lab/userland.raw cannot be entered: mount: wrong fs type,"
                        + " bad option. Expected a file system on the whole disk, a free loop device, unshare and"
                        + " chroot");
        assertThat(lines().get(lines().size() - 1)).startsWith("lab=0badcafe; bed=/labs/0badcafe/bed");
    }

    @Test
    void anImageThatCannotBeUnpackedIsTold() {
        root().answers.failOn("qemu-img convert", 1, "sh: flock: not found\n");

        assertThatThrownBy(() -> HostUserland.prepare(host, SIDE, 2, 1024))
                .hasMessage(
                        "L0 host: the image /images/lab/image.qcow2 could not be unpacked for measuring on the host:"
                                + " sh: flock: not found. Expected flock, qemu-img and room beside it");
    }
}
