package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.machine.KvmStatistics;

class CountersTests {

    @Test
    void onlyWhatGrewIsTold() {
        FakeGuest guest = FakeGuest.l1();
        guest.statistics.add(
                new KvmStatistics(Map.of("exits", 100L, "nested_run", 5L, "halt_poll_ns", 20L, "blocking", 1L)));
        guest.statistics.add(
                new KvmStatistics(Map.of("exits", 350L, "nested_run", 9L, "halt_poll_ns", 20L, "blocking", 0L)));
        Counters counters = Counters.start(guest);

        assertThat(counters.soFar()).containsOnly(Map.entry("exits", 250L), Map.entry("nested_run", 4L));
    }

    @Test
    void theHostAndAnEmulatedGuestHaveNone() {
        assertThat(Counters.start(new FakeHost()).soFar()).isEmpty();
        assertThat(Counters.start(FakeGuest.l1()).soFar()).isEmpty();
    }
}
