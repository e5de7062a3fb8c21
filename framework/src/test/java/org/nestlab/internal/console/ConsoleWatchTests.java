package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.machine.Level;

class ConsoleWatchTests {

    /** From boots of Debian's kernels 6.1 and 6.12 under QEMU, with the lines that look dangerous. */
    private static final String ORDINARY = """
            [    0.000000] Linux version 6.1.0-39-cloud-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP PREEMPT_DYNAMIC
            [    0.000000] Command line: console=ttyS0 net.ifnames=0 mitigations=off panic=-1 oops=panic softlockup_panic=1
            [    0.000000] DEBUG: memory: 0x0000000000100000
            [    0.004000] Kernel command line: console=ttyS0 root=/dev/vda1 systemd.unit=emergency.target.wants
            [    0.100000] rcu: Preemptible hierarchical RCU implementation.
            [   21.400000] rcu: INFO: rcu_preempt self-detected stall on CPU
            [   21.400001] rcu: \t1-....: (5249 ticks this GP) idle=0b74/1/0x4000000000000000 softirq=42/42 fqs=2624
            [    0.300000] watchdog: Delayed init of the lockup detector failed: -19
            [    0.310000] NMI watchdog: Perf NMI watchdog permanently disabled
            [    0.700000] WARNING: CPU: 0 PID: 1 at arch/x86/kvm/svm/svm.c:4711 svm_hardware_setup+0x1/0x2 [kvm_amd]
            [    0.700001] ------------[ cut here ]------------
            [   30.000000] BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 31s!
            [    1.000000] kvm: Nested Virtualization enabled
            Begin: Running /scripts/init-premount ... done.
            Begin: Mounting root file system ... Begin: Running /scripts/local-top ... done.
            [\u001b[0;32m  OK  \u001b[0m] Listening on \u001b[0;1;39mSyslog Socket\u001b[0m.
            [  OK  ] Stopped target emergency.target - Emergency Mode.
                     Starting dracut-emergency.service - Dracut Emergency Shell (condition unmet)...
            [  OK  ] Started kernel Oops collection service.
            fio: DEBUG: unable to handle more than 8 jobs
            nestlab: ready
            Debian GNU/Linux 12 hypervisor ttyS0

            hypervisor login:\s""";

    private final List<FatalLine> told = new ArrayList<>();
    private final ConsoleWatch watch = new ConsoleWatch(Signatures.builtIn(), Level.L1, told::add);

    static Stream<Arguments> fatalLines() {
        return Stream.of(
                arguments(
                        "kernel panic",
                        "[    1.913372] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)"),
                arguments(
                        "kernel panic",
                        "[    2.100000] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100"),
                arguments("kernel oops", "[   12.004] BUG: kernel NULL pointer dereference, address: 0000000000000010"),
                arguments("kernel oops", "[   12.004] BUG: unable to handle page fault for address: ffffc90000a3bff8"),
                arguments("kernel oops", "[   12.004] kernel BUG at mm/slub.c:4023!"),
                arguments("kernel oops", "[   12.005] Oops: 0000 [#1] PREEMPT SMP NOPTI"),
                arguments("kernel oops", "[   12.005] Oops: Oops: 0002 [#1] PREEMPT SMP NOPTI"),
                arguments(
                        "kernel oops",
                        "[   12.004] general protection fault, probably for non-canonical address 0xdead000000000100:"
                                + " 0000 [#1] PREEMPT SMP"),
                arguments("soft lockup", "[   52.008] watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [swapper/0:1]"),
                arguments("hard lockup", "[   60.100] watchdog: Watchdog detected hard LOCKUP on cpu 0"),
                arguments(
                        "emergency mode",
                        "You are in emergency mode. After logging in, type \"journalctl -xb\" to view"),
                arguments("emergency mode", "Entering emergency mode. Exit the shell to continue."),
                arguments("initramfs shell", "ALERT!  /dev/vda1 does not exist.  Dropping to a shell!"),
                arguments(
                        "root file system not mounted",
                        "mount: mounting /dev/vda on /root failed: No such file or directory"),
                arguments("root file system not mounted", "Target filesystem doesn't have requested /sbin/init."),
                arguments(
                        "root file system not mounted",
                        "[    3.000000] List of all partitions: VFS: Unable to mount root fs via NFS."),
                arguments("error of the lab's own start-up", "nestlab: error: no disk with the label nestlab-seed"));
    }

    private static Signature known(String name) {
        return Signatures.builtIn().all().stream()
                .filter(signature -> signature.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("fatalLines")
    void aDeadGuestIsToldOnce(String name, String line) {
        Signature signature = known(name);
        watch.read(ORDINARY + "\r\n" + line + "\r\n");
        watch.read(line + "\r\n");

        assertThat(watch.fatal()).contains(new FatalLine(signature, line));
        assertThat(told).containsExactly(new FatalLine(signature, line));
    }

    @Test
    void anOrdinaryBootIsNoAlarm() {
        watch.read(ORDINARY);

        assertThat(watch.fatal()).isEmpty();
        assertThat(watch.lastLines()).endsWith("Debian GNU/Linux 12 hypervisor ttyS0", "hypervisor login:");
        assertThat(watch.lastLines()).contains("[  OK  ] Listening on Syslog Socket.");
    }

    @Test
    void aLineMayComeInPieces() {
        for (char c : "\u001b[0;31mKernel panic - not syncing: x\u001b[0m\n".toCharArray()) {
            watch.read(String.valueOf(c));
        }

        assertThat(watch.fatal().map(FatalLine::line))
                .hasValueSatisfying(line -> assertThat(line).startsWith("Kernel panic - not syncing:"));
        assertThat(watch.lastLines()).containsExactly("Kernel panic - not syncing: x");
    }

    @Test
    void aPromptThatNeverEndsItsLineCounts() {
        watch.read("BusyBox v1.35.0 built-in shell (ash)\n\n(initramfs) ");

        assertThat(watch.fatal()).contains(new FatalLine(known("initramfs shell"), "(initramfs)"));
    }

    @Test
    void aGuestThatIsMeantToEndInTheInitramfsIsNotDead() {
        ConsoleWatch shallow = new ConsoleWatch(Signatures.builtIn().without("initramfs shell"), Level.L2, told::add);
        shallow.read("(initramfs) \n[ 1.0] Kernel panic - not syncing: x\n");

        assertThat(told).extracting(line -> line.signature().name()).containsExactly("kernel panic");
    }

    @Test
    void aResetStartsAnew() {
        watch.read("[ 1.0] Kernel panic - not syncing: x\n");
        watch.forget();

        assertThat(watch.fatal()).isEmpty();

        watch.read("[ 2.0] Kernel panic - not syncing: y\n");
        assertThat(watch.fatal())
                .hasValueSatisfying(fatal -> assertThat(fatal)
                        .hasToString("kernel panic on the console: [ 2.0] Kernel panic - not syncing: y"));
    }

    @Test
    void aPanicAfterALockupIsToldAsWell() {
        watch.read("[ 124.7] watchdog: BUG: soft lockup - CPU#0 stuck for 33s! [a:1]\n");
        watch.read("[ 150.0] watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [a:1]\n");
        assertThat(watch.fatal().map(FatalLine::line))
                .contains("[ 124.7] watchdog: BUG: soft lockup - CPU#0 stuck for 33s! [a:1]");

        watch.read(
                "[ 200.0] Kernel panic - not syncing: sysrq triggered crash\n[ 200.1] BUG: soft lockup - CPU#1 stuck for 9s!\n");

        assertThat(watch.fatal())
                .contains(
                        new FatalLine(
                                known("kernel panic"),
                                "[ 200.0] Kernel panic - not syncing: sysrq triggered crash (before it: [ 124.7] watchdog: BUG: soft lockup - CPU#0 stuck for 33s! [a:1])"));
        assertThat(told).hasSize(2);
    }

    @Test
    void onlyTheLastLinesAreKeptAndNoneIsEndless() {
        for (int i = 0; i < 100; i++) {
            watch.read("line " + i + "\n");
        }
        watch.read("x".repeat(100_000));

        assertThat(watch.lastLines()).hasSizeLessThanOrEqualTo(41);
        assertThat(watch.lastLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(4_096));
    }

    @Test
    void aKnownLineThatKillsNobodyIsNoted() {
        watch.read(ORDINARY);

        assertThat(watch.notes())
                .extracting(FatalLine::toString)
                .containsExactly(
                        "RCU stall on the console: [   21.400000] rcu: INFO: rcu_preempt self-detected stall on CPU",
                        "kernel bug report on the console: [    0.700000] WARNING: CPU: 0 PID: 1 at arch/x86/kvm/svm/svm.c:4711 svm_hardware_setup+0x1/0x2 [kvm_amd]",
                        "workqueue lockup on the console: [   30.000000] BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 31s!");
    }

    @Test
    void aLineOfTenMegabytesHidesNothing() {
        String megabyte = "x".repeat(1 << 20);
        for (int i = 0; i < 10; i++) {
            watch.read(megabyte);
        }
        watch.read(" Oops: 0002 [#1] is quoted [    9.000001] Kernel panic - not syncing: in its midst" + megabyte
                + "\nthen\n");

        assertThat(watch.fatal().map(FatalLine::signature)).contains(known("kernel panic"));
        assertThat(watch.lastLines())
                .endsWith("then")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(4_096));
    }

    @Test
    void wordsAcrossTheCutOfALongLineAreSeen() {
        for (int before = 4_096 - 40; before <= 4_096; before++) {
            ConsoleWatch other = new ConsoleWatch(Signatures.builtIn(), Level.L1, line -> {});
            other.read("x".repeat(before) + "[    9.000001] Kernel panic - not syncing: x\n");
            assertThat(other.fatal()).as("%d characters before it", before).isPresent();
        }
    }

    @Test
    void aKnownLineAcrossACutIsNotedOnce() {
        watch.read("x".repeat(4_000) + "[    9.000001] BUG: workqueue lockup - pool cpus=0 stuck for 31s!"
                + "y".repeat(9_000) + "\n");

        assertThat(watch.notes()).hasSize(1);
    }

    @Test
    void anEscapeSequenceThatNeverEndsTakesNothingWithIt() {
        watch.read("\u001b]0;a title that has no end [    1.000001] systemd[1]: Starting x\r\n");
        watch.read("\u001bP1;2 and a device control string\n\u001b[12;\n");
        watch.read("\u001b]3008;start=1[    9.000001] Kernel panic - not syncing: x\r\n");

        assertThat(watch.fatal().map(FatalLine::line))
                .contains("3008;start=1[    9.000001] Kernel panic - not syncing: x");
        assertThat(watch.lastLines()).hasSize(4);
    }

    @Test
    void nulBytesAndBytesThatAreNoUtf8AreNoObstacle() {
        watch.read("\0\0[    1.0] Kernel \0panic - not\0 syncing: caf\uFFFD\0\r\n");

        assertThat(watch.fatal().map(FatalLine::line)).contains("[    1.0] Kernel panic - not syncing: caf\uFFFD");
    }

    @Test
    void whatSystemdSaysToATerminalIsNotKept() {
        watch.read("""
                [  OK  ] Reached target multi-user.target - Multi-User System.
                \u001b[!p\u001b]104\u0007\u001b[?7h\u001b[6n\u001b[32766;32766H\u001b[6nLevitateOS Live - ttyS0
                \u001b]3008;start=44681544;user=root;pid=768;cwd=/root\u001b\\[root@host ~]# pwd
                """.replace("\n", "\r\n"));

        assertThat(watch.lastLines())
                .containsExactly(
                        "[  OK  ] Reached target multi-user.target - Multi-User System.",
                        "LevitateOS Live - ttyS0",
                        "[root@host ~]# pwd");
    }

    @Test
    void aCarriageReturnEndsALineToo() {
        watch.read("loading 10%\rloading 100%\r\u001b[KKernel panic - not syncing: x\r\r\n");

        assertThat(watch.fatal().map(FatalLine::line)).contains("Kernel panic - not syncing: x");
        assertThat(watch.lastLines()).containsExactly("loading 10%", "loading 100%", "Kernel panic - not syncing: x");
    }

    @Test
    void linesOfTwoCpusThatRunIntoEachOtherAreSeenBoth() {
        watch.read(
                "[   12.000001][    C0] rcu: INFO: rcu_preempt self-detected stall on CPU[   12.000002][    C1] BUG: kernel NULL pointer dereference, address: 0\n");

        assertThat(watch.fatal().map(FatalLine::signature)).contains(known("kernel oops"));
    }

    @Test
    void aLoginPromptIsNotStuckAndAPanicAfterItIsSeen() {
        watch.read(
                "login as 'cirros' user. default password: 'gocubsgo'. use 'sudo' for root.\ncirros login: root\nPassword: \n");
        assertThat(watch.fatal()).isEmpty();

        watch.read("[  117.058785] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100\n");
        assertThat(watch.fatal()).isPresent();
    }

    @Test
    void oneKindOfNoteLeavesRoomForOthers() {
        for (int i = 0; i < 100; i++) {
            watch.read("[   14.%06d] kvm [120]: vcpu0, guest rIP: 0xf Unhandled WRMSR(0xc0010007) = 0xffff\n"
                    .formatted(i));
        }
        watch.read("[   21.400000] rcu: INFO: rcu_preempt self-detected stall on CPU\n");

        assertThat(watch.notes()).hasSize(6);
        assertThat(watch.notes().get(5).signature()).isEqualTo(known("RCU stall"));
    }
}
