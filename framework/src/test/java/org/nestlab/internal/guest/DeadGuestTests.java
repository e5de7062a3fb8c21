package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.Signatures;
import org.nestlab.machine.Level;

class DeadGuestTests {

    private final Semaphore ended = new Semaphore(0);
    private final DeadGuest death = new DeadGuest();

    private static FatalLine line(String text) {
        return new FatalLine(Signatures.builtIn().fatalIn(text, Level.L1).orElseThrow(), text);
    }

    private boolean hasEnded(Duration within) throws InterruptedException {
        return ended.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aPanicEndsWhatWaitsEachTime() throws InterruptedException {
        death.ends(ended::release);

        death.accept(line("[ 1.0] Kernel panic - not syncing: sysrq triggered crash"));
        assertThat(hasEnded(Duration.ofSeconds(5))).isTrue();

        death.accept(line("[ 2.0] Kernel panic - not syncing: again, after a reset"));
        assertThat(hasEnded(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void soDoesOneThatCameBeforeAnybodyWaited() throws InterruptedException {
        death.accept(line("[ 1.0] Kernel panic - not syncing: x"));

        death.ends(ended::release);

        assertThat(hasEnded(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void aGuestThatMayStillAnswerIsLeftAlone() throws InterruptedException {
        death.ends(ended::release);

        death.accept(line("[ 9.0] watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [a:1]"));
        death.accept(line("[ 9.1] Oops: 0000 [#1] PREEMPT SMP NOPTI"));

        assertThat(hasEnded(Duration.ofMillis(200))).isFalse();
    }
}
