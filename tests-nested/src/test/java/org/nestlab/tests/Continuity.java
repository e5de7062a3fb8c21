package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.nestlab.machine.Guest;

/** Whether a guest goes on from where it was: the same boot, and a program of it that counts in memory alone. */
final class Continuity {

    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";
    private static final String COUNTED = "cat /dev/shm/count";
    private static final String COUNTER =
            "setsid sh -c 'i=0; while :; do i=$((i+1)); echo $i >/dev/shm/next; mv /dev/shm/next /dev/shm/count; sleep 0.2; done'"
                    + " >/dev/null 2>&1 </dev/null & until [ -s /dev/shm/count ]; do sleep 0.1; done";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Guest guest;
    private final String boot;
    private final long counted;

    private Continuity(Guest guest, String boot, long counted) {
        this.guest = guest;
        this.boot = boot;
        this.counted = counted;
    }

    /** Has the guest count from now on. */
    static Continuity of(Guest guest) {
        guest.run(COUNTER).orThrow();
        return new Continuity(guest, guest.run(BOOT_ID).orThrow().text(), count(guest));
    }

    /** Fails where the guest was booted again, has forgotten how far it had counted, or counts no more. */
    void check() {
        assertThat(guest.run(BOOT_ID).orThrow().text())
                .as("%s was not booted again", guest)
                .isEqualTo(boot);
        long now = count(guest);
        assertThat(now).as("what %s held in memory", guest).isGreaterThanOrEqualTo(counted);
        await(guest + " to go on counting").atMost(SOON).until(() -> count(guest) > now);
    }

    private static long count(Guest guest) {
        return Long.parseLong(guest.run(COUNTED).orThrow().text());
    }
}
