package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.FakeShell;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.shell.LocalShell;

class ProcessorWaitTests {

    /** Two threads of QEMU 10.0 on a busy Linux 6.18: the one that runs the virtual CPU, and another. */
    private static final String SEEN = """
            239984025795 965375895088 517850
            90113421 1884633836 211
            """;

    @Test
    void theThreadThatWaitedLongestCounts() {
        assertThat(ProcessorWait.longest(SEEN)).isEqualTo(Duration.ofNanos(965_375_895_088L));
    }

    @Test
    void aKernelThatDoesNotCountSaysNothing() {
        assertThat(ProcessorWait.longest("0 0 0\n0 0 0\n")).isZero();
        assertThat(ProcessorWait.longest("")).isZero();
    }

    @Test
    void aMachineThatDoesNotAnswerSaysNothing() {
        FakeShell silent = new FakeShell("L0 host");
        silent.answers.on(command -> true, command -> {
            throw new GuestCommandException("L0 host: no answer");
        });

        assertThat(ProcessorWait.of(silent, 4711)).isZero();
    }

    @Test
    void aBusyProcessHasWaitedSoonerOrLater() throws IOException, InterruptedException {
        Process busy = new ProcessBuilder("/bin/sh", "-c", "while :; do :; done").start();
        try {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            Duration waited = Duration.ZERO;
            while (waited.isZero() && System.nanoTime() < deadline) {
                Thread.sleep(20);
                waited = ProcessorWait.of(new LocalShell("L0 host"), busy.pid());
            }
            assertThat(waited).isPositive();
        } finally {
            busy.destroyForcibly().waitFor();
        }
    }

    @Test
    void anyText() {
        Untidy.of(SEEN)
                .isRead(text ->
                        assertThat(ProcessorWait.longest(text).isNegative()).isFalse());
    }
}
