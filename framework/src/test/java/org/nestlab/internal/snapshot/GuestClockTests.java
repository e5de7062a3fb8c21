package org.nestlab.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.snapshot.GuestClock.Distance;

class GuestClockTests {

    private static Distance distance(long millis, long within) {
        return new Distance(
                Duration.ofMillis(millis).toNanos(), Duration.ofMillis(within).toNanos());
    }

    @Test
    void theRoundTripCountsAgainstTheClock() {
        assertThat(distance(-40, 10).isWithinLimit()).isTrue();
        assertThat(distance(40, 11).isWithinLimit()).isFalse();
        assertThat(distance(40, 11).isCertain()).isTrue();
        assertThat(distance(-40, 41).isCertain())
                .as("all of it may be the round trip")
                .isFalse();
    }

    @Test
    void aClockThatWasLeftAsItWasIsSaidToBeOffOnlyBeyondTheLimit() {
        Distance right = distance(5, 2);
        assertThat(new GuestClock("L1 hypervisor", right, right).doubt()).isEmpty();
        Distance unknown = distance(30, 90);
        GuestClock clock = new GuestClock("L1 hypervisor", unknown, unknown);
        assertThat(clock.doubt()).contains("L1 hypervisor: its clock may be off by 120 ms");
        assertThat(clock.correction()).isEmpty();
    }

    @Test
    void aClockThatWasSetIsToldWithItsDistance() {
        GuestClock clock = new GuestClock("L2 guest", distance(-3_600_000, 4), distance(1, 4));
        assertThat(clock.correction()).contains("L2 guest: its clock was 3600 s behind the host's, and was set");
        assertThat(clock.doubt()).isEmpty();
        GuestClock ahead = new GuestClock("L2 guest", distance(3_600_000, 4), distance(60, 4));
        assertThat(ahead.correction()).contains("L2 guest: its clock was 3600 s ahead of the host's, and was set");
        assertThat(ahead.doubt()).contains("L2 guest: its clock may be off by 64 ms");
    }
}
