package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.SavedState;
import org.nestlab.probe.Acceleration;

/** L1 is saved to a file while L2 runs in it, and both go on from there: other classes may use the lab afterwards. */
@Lab
class SaveRestoreTests {

    @Test
    void l2LivesThroughSavingAndRestoringL1(Host host, @L1 Guest l1, @L2 Guest l2, TestReporter reporter) {
        Undefined.skipOnAmd("saving L1", host, l1);
        Continuity ofL1 = Continuity.of(l1);
        Continuity ofL2 = Continuity.of(l2);
        int consoleBefore = l2.console().length();

        SavedState state = l1.saveAndRestore();

        reporter.publishEntry("saved state of L1", state.toString());
        assertThat(state.bytes()).as("bytes of a state that holds L1's memory").isGreaterThan(64L << 20);
        ofL1.check();
        ofL2.check();
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
}
