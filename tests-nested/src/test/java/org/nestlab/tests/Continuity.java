package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.nestlab.machine.Guest;

/** Whether a guest goes on from where it was: the same boot, and a program of it that counts in memory alone. */
final class Continuity {

    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";
    /** Into a file of its own, whose name it prints: another one may be counting in the same guest. */
    private static final String COUNTER = """
            f=$(mktemp /dev/shm/continuity.XXXXXX)
            setsid sh -c 'i=0; while :; do i=$((i+1)); echo $i >"$0.next"; mv "$0.next" "$0"; sleep 0.2; done' "$f" \
              >/dev/null 2>&1 </dev/null &
            until [ -s "$f" ]; do sleep 0.1; done
            echo "$f"
            """;

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Guest guest;
    private final String boot;
    private final String file;
    private final long counted;

    private Continuity(Guest guest, String boot, String file) {
        this.guest = guest;
        this.boot = boot;
        this.file = file;
        this.counted = count();
    }

    /** Has the guest count from now on. */
    static Continuity of(Guest guest) {
        return new Continuity(
                guest,
                guest.run(BOOT_ID).orThrow().text(),
                guest.run(COUNTER).orThrow().text());
    }

    /** Fails where the guest was booted again, has forgotten how far it had counted, or counts no more. */
    void check() {
        assertThat(guest.run(BOOT_ID).orThrow().text())
                .as("%s was not booted again", guest)
                .isEqualTo(boot);
        long now = count();
        assertThat(now).as("what %s held in memory", guest).isGreaterThanOrEqualTo(counted);
        await(guest + " to go on counting").atMost(SOON).until(() -> count() > now);
    }

    private long count() {
        return Long.parseLong(guest.run("cat " + file).orThrow().text());
    }
}
