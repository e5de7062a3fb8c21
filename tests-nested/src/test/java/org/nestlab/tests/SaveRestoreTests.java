package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nestlab.DirtiesLab;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.SavedState;
import org.nestlab.probe.Acceleration;

/** L1 is saved to a file while L2 runs in it, and both go on from there. */
@Lab
@DirtiesLab
class SaveRestoreTests {

    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";

    /** Counts on while the guest runs; what it holds in memory alone is lost with a guest that is not the same any more. */
    private static final String COUNTER =
            "setsid sh -c 'i=0; while :; do i=$((i+1)); echo $i >/dev/shm/count; sleep 0.2; done' >/dev/null 2>&1 </dev/null &";

    @Test
    void l2LivesThroughSavingAndRestoringL1(Host host, @L1 Guest l1, @L2 Guest l2, TestReporter reporter) {
        Undefined.skipOnAmd("saving L1", host, l1);
        String bootOfL1 = l1.run(BOOT_ID).orThrow().text();
        String bootOfL2 = l2.run(BOOT_ID).orThrow().text();
        l2.run(COUNTER).orThrow();
        int consoleBefore = l2.console().length();

        SavedState state = l1.saveAndRestore();

        reporter.publishEntry("saved state of L1", state.toString());
        assertThat(state.bytes()).as("bytes of a state that holds L1's memory").isGreaterThan(64L << 20);
        assertThat(l1.run(BOOT_ID).orThrow().text())
                .as("L1 was not booted again")
                .isEqualTo(bootOfL1);
        assertThat(l2.run(BOOT_ID).orThrow().text())
                .as("L2 was not booted again")
                .isEqualTo(bootOfL2);
        long counted = count(l2);
        assertThat(counted).isPositive();
        await("L2 to go on counting").atMost(Duration.ofSeconds(20)).until(() -> count(l2) > counted);
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
        l2.run("echo back from a file >/dev/ttyS0").orThrow();
        assertThat(l2.console().length()).as("nothing of the console is lost").isGreaterThanOrEqualTo(consoleBefore);
    }

    @Test
    void l1CanBeSavedAgainAndItsLibvirtStillAnswers(Host host, @L1 Guest l1, @L2 Guest l2) {
        Undefined.skipOnAmd("saving L1", host, l1);
        l1.saveAndRestore();

        l1.saveAndRestore();

        assertThat(l1.run("virsh list --name").orThrow().text()).isEqualTo(l2.domainName());
        assertThat(l2.domainXml()).contains(l2.uuid().toString());
    }

    private static long count(Guest l2) {
        return Long.parseLong(l2.run("cat /dev/shm/count").orThrow().text());
    }
}
