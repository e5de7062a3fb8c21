package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A guest that is slow, as its host is busy, is not one that hangs. */
class BootTimeTests {

    private static final Duration EARLY = Duration.ofMinutes(3);
    private static final Duration LAST = Duration.ofMinutes(10);

    private long now = 42;
    private Duration waited = Duration.ofSeconds(1_000);
    private int asked;

    private BootTime time(Duration early) {
        return new BootTime(
                early,
                LAST,
                () -> {
                    asked++;
                    return waited;
                },
                () -> now);
    }

    /** Lets the time pass; the guest waited for a processor for so many of the seconds. */
    private void pass(long seconds, long waiting) {
        now += TimeUnit.SECONDS.toNanos(seconds);
        waited = waited.plusSeconds(waiting);
    }

    @Test
    void aGuestThatWaitedForNoProcessorIsGivenUpEarly() {
        BootTime time = time(EARLY);
        pass(180, 0);

        assertThat(time.left()).isZero();
        assertThat(time.more()).isZero();
        assertThat(time.limit()).isEqualTo(EARLY);
    }

    @Test
    void whatItWaitedSinceItsStartIsGivenToItAgain() {
        BootTime time = time(EARLY);
        pass(180, 150);

        assertThat(time.more()).hasSeconds(150);
        assertThat(time.limit()).hasSeconds(330);
        pass(150, 100);
        assertThat(time.more()).hasSeconds(100);
        pass(100, 0);
        assertThat(time.more()).isZero();
    }

    @Test
    void theLastLimitHoldsHoweverLongItWaited() {
        BootTime time = time(EARLY);
        pass(180, 10_000);

        assertThat(time.more()).hasSeconds(420);
        pass(420, 420);
        assertThat(time.more()).isZero();
        assertThat(time.limit()).isEqualTo(LAST);
    }

    @Test
    void whatIsGivenMayHavePassedAlready() {
        BootTime time = time(EARLY);
        pass(400, 100);

        assertThat(time.more()).isZero();
        assertThat(time.left()).isNegative();
    }

    @Test
    void nobodyLooksAtTheProcessorsWhereThereIsOneLimit() {
        BootTime time = time(LAST);
        pass(600, 600);

        assertThat(time.more()).isZero();
        assertThat(asked).isZero();
    }

    @Test
    void itIsLateAfterHalfOfTheEarlyLimit() {
        BootTime time = time(EARLY);
        pass(90, 0);
        assertThat(time.isLate()).isFalse();
        pass(1, 0);
        assertThat(time.isLate()).isTrue();
    }
}
