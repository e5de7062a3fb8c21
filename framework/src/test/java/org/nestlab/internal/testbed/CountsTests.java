package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.machine.Host;
import org.nestlab.workload.DiskCount;

/** Who is counted, with this machine's own shell and processes, and what is said where nobody can be. */
class CountsTests {

    private static final UUID UUID_OF_L1 = UUID.fromString("7a8d2f4e-0000-4000-8000-000000000001");

    private static final HostRights PLAIN = new HostRights(false);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Host host = new ShellHost(new LocalShell("L0 host"), "qemu:///system");
    private Path file = folder;
    private HostSide.Scratch plan = new HostSide.Scratch("", 0, "");

    @BeforeEach
    void make() throws IOException {
        file = folder.resolve("a disk's file");
        Files.write(file, new byte[1 << 20]);
        plan = new HostSide.Scratch(file.toString(), 1 << 20, "nestlab-shared");
    }

    private static DiskCount read(String text) {
        return QemuCount.read("L0 host", "L1 hypervisor", UUID_OF_L1, new DiskTraffic(3, 4), text);
    }

    private static String why(DiskCount count) {
        return ((DiskCount.NotCountable) count).why();
    }

    @Test
    void theBytesOfTheOneQemuAreCounted() {
        assertThat(read("""
            machine=x86_64
            process=4711 since 81234
            read_bytes: 67108864
            write_bytes: 8388608
            cancelled_write_bytes: 4096
            flags=02140002
            """))
                .isEqualTo(DiskCount.Counted.of(
                                "QEMU of L1 hypervisor, process 4711 since 81234",
                                new DiskTraffic(67108864, 8388608),
                                true)
                        .withAsked(new DiskTraffic(3, 4)));
    }

    @Test
    void oneDescriptorThroughThePageCacheSuffices() {
        DiskCount count = read(
                "machine=x86_64\nprocess=1 since 2\nread_bytes: 0\nwrite_bytes: 0\nflags=02140002\nflags=02100002\n");

        assertThat(((DiskCount.Counted) count).direct()).isFalse();
    }

    @Test
    void whatCannotBeReadIsSaidWithTheWayOut() {
        assertThat(why(read("machine=x86_64\n")))
                .isEqualTo(
                        "L0 host: 0 processes with `-uuid %s` are to be seen, expected the one QEMU of L1 hypervisor:"
                                + " run as root, or let this user run `sudo -n`",
                        UUID_OF_L1);
        assertThat(why(read("process=1 since 2\nprocess=3 since 4\n"))).startsWith("L0 host: 2 processes");
        assertThat(why(read("process=1 since 2\ndenied=/proc/1/io\n")))
                .isEqualTo(
                        "L0 host: the kernel's count for the QEMU of L1 hypervisor, /proc/PID/io, cannot be read: run"
                                + " as root, or let this user run `sudo -n`");
        assertThat(why(read("process=1 since 2\nrchar: 5\nflags=02140002\n")))
                .contains("no count of bytes is to be seen");
        assertThat(why(read("process=1 since 2\nread_bytes: 5\nwrite_bytes: 0\n")))
                .contains("no open file of the scratch disk is to be seen");
    }

    @Test
    void aLibvirtThatDoesNotCountProvesNothing() {
        FakeGuest l1 = FakeGuest.l1();
        l1.refuses = "Operation not supported";

        assertThat(why(QemuCount.of(new FakeHost(), PLAIN, plan, l1)))
                .isEqualTo("libvirt does not count the bytes of its disk: L1 hypervisor: Operation not supported");
    }

    @Test
    void theProcessIsFoundByItsUuidAndItsOpenFile() throws IOException, InterruptedException {
        FakeGuest l1 = FakeGuest.l1();
        l1.traffic.set(0, new DiskTraffic(11, 12));
        // Two that name the UUID, and one that was started with it.
        Process decoy = sleeper("-name", l1.uuid().toString());
        Process other = sleeper("-uuid", UUID_OF_L1.toString());
        Process qemu = sleeper("-uuid", l1.uuid().toString());
        try {
            DiskCount count = QemuCount.of(host, HostRights.of(host), plan, l1);

            assertThat(count).isInstanceOf(DiskCount.Counted.class);
            DiskCount.Counted counted = (DiskCount.Counted) count;
            assertThat(counted.by()).matches("QEMU of L1 hypervisor, process " + qemu.pid() + " since [0-9]+");
            assertThat(counted.asked()).hasValue(new DiskTraffic(11, 12));
            assertThat(counted.direct()).isFalse();
        } finally {
            for (Process process : List.of(decoy, other, qemu)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aRealQemuWhoseDiskIsReadThroughThePageCacheIsSeen() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                host.run("command -v qemu-system-x86_64").succeeded(), "qemu-system-x86_64 is not installed");
        Assumptions.assumeTrue(
                CountedStorage.doubt(host, PLAIN, plan).isEmpty(),
                "direct reads of the temporary folder are not counted");

        assertThat(directOfQemu("none", "native")).isTrue();
        assertThat(directOfQemu("writeback", "threads")).isFalse();
    }

    /** A QEMU without a machine that has the disk's file open as with this cache mode of libvirt's. */
    private boolean directOfQemu(String cache, String aio) throws IOException, InterruptedException {
        FakeGuest l1 = FakeGuest.l1();
        Process qemu = new ProcessBuilder(
                        "qemu-system-x86_64",
                        "-S",
                        "-M",
                        "none",
                        "-nodefaults",
                        "-display",
                        "none",
                        "-qmp",
                        "stdio",
                        "-uuid",
                        l1.uuid().toString(),
                        "-drive",
                        "if=none,format=raw,cache=%s,aio=%s,file=%s".formatted(cache, aio, file))
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(qemu.inputReader().readLine()).startsWith("{\"QMP\"");
            DiskCount count = QemuCount.of(host, HostRights.of(host), plan, l1);
            assertThat(count).isInstanceOf(DiskCount.Counted.class);
            return ((DiskCount.Counted) count).direct();
        } finally {
            qemu.destroyForcibly().waitFor();
        }
    }

    /** A process with these arguments that has the disk's file open, through the page cache. */
    private Process sleeper(String... arguments) throws IOException {
        List<String> words =
                new java.util.ArrayList<>(List.of("sh", "-c", "exec 3<\"$0\"; echo ready; read line", file.toString()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    @Test
    void sudoIsTakenWhereItAsksNothing() {
        FakeHost able = new FakeHost();
        able.answers.on("sudo -n true", "sudo\n");
        FakeHost unable = new FakeHost();
        unable.answers.on("sudo -n true", "");

        assertThat(HostRights.of(able).with("cat file")).isEqualTo("exec sudo -n -- sh -c 'cat file'");
        assertThat(HostRights.of(unable).with("cat file")).isEqualTo("cat file");
    }

    @Test
    void directIoIsAnotherBitOnOtherMachines() {
        assertThat(OpenFlags.has("02140002", OpenFlags.direct("x86_64"))).isTrue();
        assertThat(OpenFlags.has("02100002", OpenFlags.direct("x86_64"))).isFalse();
        // 040000 is O_DIRECTORY there.
        assertThat(OpenFlags.has("02140000", OpenFlags.direct("aarch64"))).isFalse();
        assertThat(OpenFlags.has("02300002", OpenFlags.direct("aarch64"))).isTrue();
        assertThat(OpenFlags.has("", OpenFlags.direct("x86_64"))).isFalse();
    }

    @Test
    void storageIsTrustedWhereDirectReadsAreCounted() {
        assertThat(doubt("fs=ext4\nread_bytes: 1048576\nwrite_bytes: 0\n")).isEmpty();
        assertThat(doubt("fs=zfs\nread_bytes: 1048576\nwrite_bytes: 0\n"))
                .hasValue(
                        "L0 host: %s is on zfs, which may answer from a cache in spite of O_DIRECT: set nestlab.state.dir to a folder on ext4 or xfs"
                                .formatted(folder));
        assertThat(doubt("fs=ext4\n"))
                .hasValue("L0 host: its kernel counts 0 bytes for a program that read 1048576 of the scratch disk past"
                        + " the cache; expected a kernel with CONFIG_TASK_IO_ACCOUNTING, and a user who may read"
                        + " that disk (root, or `sudo -n`)");
    }

    private Optional<String> doubt(String printed) {
        FakeHost fake = new FakeHost();
        fake.answers.on("findmnt", printed);
        return CountedStorage.doubt(fake, PLAIN, plan);
    }

    /** That the kernel gives a process the bytes of those that it waited for, on which the proof on the host rests. */
    @Test
    void whoWaitsForAProgramIsGivenItsBytes() {
        Assumptions.assumeTrue(
                CountedStorage.doubt(host, PLAIN, plan).isEmpty(),
                "direct reads of the temporary folder are not counted");

        String read = "sh -c 'dd if=\"$0\" of=/dev/null bs=64k iflag=direct 2>/dev/null; true' %s; "
                .formatted(Command.quote(file.toString()));
        DiskTraffic moved = ProcIo.parse(
                        host.run(read + read + "cat /proc/$$/io").orThrow().stdout())
                .traffic();

        assertThat(moved.read()).isBetween(2L << 20, 3L << 20);
    }
}
