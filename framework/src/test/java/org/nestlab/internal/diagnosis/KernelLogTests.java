package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.console.Signatures;
import org.nestlab.machine.Level;

class KernelLogTests {

    private static final String KILLED =
            "[ 1000.250000] Out of memory: Killed process 4711 (qemu-system-x86) total-vm:4200000kB";
    private static final String LOG = """
            2026-11-23 20:00:00.000+0000: starting up libvirt version: 9.0.0
            2026-11-23 20:12:01.123+0000: shutting down, reason=crashed
            """;

    /** The moment in which the log says that QEMU crashed, when the machine had been up for 1000 s. */
    private static final double CRASH = Instant.parse("2026-11-23T20:12:01Z").getEpochSecond();

    @Test
    void aQemuThatEndedAtTheSameMomentIsTheOneThatWasKilled() {
        assertThat(KernelLog.killed("[    1.0] hello\n" + KILLED + "\n", 4711, 1060, CRASH + 60, LOG))
                .hasValue(KILLED);
    }

    @Test
    void anotherQemuOfTheMachineIsNot() {
        assertThat(KernelLog.killed(KILLED, 4711, 1060, CRASH + 90, LOG)).isEmpty();
        assertThat(KernelLog.killed(KILLED, 4711, 1060, CRASH + 60, LOG.replace("crashed", "destroyed")))
                .isEmpty();
        assertThat(KernelLog.killed(KILLED.replace("qemu-system-x86", "java"), 4711, 1060, CRASH + 60, LOG))
                .isEmpty();
        assertThat(KernelLog.killed(KILLED, 4711, 1060, CRASH + 60, "")).isEmpty();
        assertThat(KernelLog.killed(KILLED, 4712, 1060, CRASH + 60, LOG))
                .as("one that crashed at the same moment as the one that was killed")
                .isEmpty();
    }

    @Test
    void linesFromBeforeTheLabDoNotCount() {
        String dmesg = "[   10.5] Oops: old\n[  995.500000] nothing\n[  996.1] Oops: new\nOops: no stamp\n";

        assertThat(KernelLog.first(dmesg, 1000, Duration.ofSeconds(100), line -> line.contains("Oops")))
                .hasValue("[  996.1] Oops: new");
        assertThat(KernelLog.first(dmesg, 1000, Duration.ofSeconds(2), line -> line.contains("Oops")))
                .isEmpty();
    }

    /** CentOS 7, kernel 3.10: two lines for one death, and QEMU is called as Red Hat calls it. */
    @Test
    void aQemuOfRedHats() {
        String dmesg = """
                [    0.000000] Linux version 3.10.0-1062.9.1.el7.x86_64
                [ 9000.100000] Out of memory: Kill process 40223 (qemu-kvm) score 126 or sacrifice child
                [ 9000.200000] Killed process 40223 (qemu-kvm) total-vm:17211904kB, anon-rss:16901200kB, file-rss:1404kB
                """;
        String log = """
                2019-12-13 01:54:00.000+0000: starting up libvirt version: 4.5.0
                2019-12-13 03:23:58.400+0000: shutting down, reason=crashed
                """;
        double crash = Instant.parse("2019-12-13T03:23:58Z").getEpochSecond();

        assertThat(KernelLog.killed(dmesg, 40223, 9060, crash + 60, log))
                .hasValue(
                        "[ 9000.200000] Killed process 40223 (qemu-kvm) total-vm:17211904kB, anon-rss:16901200kB, file-rss:1404kB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ 1000.250000] Memory cgroup out of memory: Killed process 4711 (kvm) total-vm:4200000kB",
                "[ 1000.250000][T12345] Out of memory: Killed process 4711 (.qemu-system-x8) total-vm:4200000kB",
                "<3>[ 1000.250000] Killed process 4711, UID 107, (qemu-kvm) total-vm:1234kB",
                "kern  :err   : [ 1000.250000] Out of memory: Killed process 4711 (CPU 0/KVM), UID 107, total-vm:1234kB",
                "[ 1000.250000] Out of memory: Killed process 4711 (worker-1) total-vm:1234kB",
                "[ 1000.250000] Out of memory: Killed process 4711 (a-very-long-emu) total-vm:1234kB",
            })
    void whateverAQemuIsCalled(String line) {
        String log = """
                2026-11-23 20:00:00.000+0000: starting up libvirt version: 9.0.0
                LC_ALL=C \\
                PATH=/usr/bin \\
                /opt/qemu/bin/a-very-long-emulator \\
                -name guest=l1,process=worker-1,debug-threads=on \\
                2026-11-23 20:12:01.123+0000: shutting down
                """;
        assertThat(KernelLog.killed(line, 4711, 1060, CRASH + 60, log)).hasValue(line);
    }

    @Test
    void aProcessInTheControlGroupOfADomainIsItsQemu() {
        String dmesg = """
                [ 1000.240000] oom-kill:constraint=CONSTRAINT_MEMCG,task_memcg=/machine.slice/machine-qemu\\x2d1\\x2dl1.scope/libvirt/emulator,task=vm,pid=4711,uid=64055
                [ 1000.250000] Memory cgroup out of memory: Killed process 4711 (vm) total-vm:1kB
                """;

        assertThat(KernelLog.killed(dmesg, 4711, 1060, CRASH + 60, LOG)).isPresent();
        assertThat(KernelLog.killed(dmesg, 4712, 1060, CRASH + 60, LOG)).isEmpty();
        assertThat(KernelLog.killed(dmesg.replace("machine-qemu", "user"), 4711, 1060, CRASH + 60, LOG))
                .isEmpty();
    }

    @Test
    void aKernelThatPrintsItsCaller() {
        String dmesg = """
                [    0.000000][    T0] Linux version 6.5.0-rc1
                [ 4242.000000][ T4711] BUG: kernel NULL pointer dereference, address: 0000000000000010
                [ 4242.000001][ T4711] Oops: 0002 [#1] PREEMPT SMP NOPTI
                """;
        Signatures known = Signatures.builtIn();

        assertThat(KernelLog.first(
                        dmesg,
                        4300,
                        Duration.ofSeconds(100),
                        line -> known.fatalIn(line, Level.L0).isPresent()))
                .hasValue("[ 4242.000000][ T4711] BUG: kernel NULL pointer dereference, address: 0000000000000010");
    }

    @Test
    void anyLog() {
        Untidy.of(KILLED + "\n" + "[ 1000.24] oom-kill:constraint=x,task_memcg=/machine-qemu,task=vm,pid=4711,uid=1\n")
                .with("Killed process ", "(", "pid=4711,", "[ 1000.25] ", "machine-qemu")
                .isRead(text -> KernelLog.killed(text, 4711, 1060, CRASH + 60, LOG));
        Untidy.of(LOG + "PATH=/bin /usr/bin/kvm -name guest=l1,process=l1 \\\n")
                .with("/a", " -name ", "process=", ": shutting down", "+0000", "/")
                .and(Untidy.endless("/", "a/"), Untidy.endless(" /", "a"), Untidy.endless("-name ", "process"))
                .isRead(text -> KernelLog.killed(KILLED, 4711, 1060, CRASH + 60, text));
    }
}
