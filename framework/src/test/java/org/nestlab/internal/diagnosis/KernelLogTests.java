package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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
}
