package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;

/** Guests of one level are told apart by name, and live side by side. */
@Lab(TwoGuestsLab.class)
class SeveralGuestsTests {

    @L2(TwoGuestsLab.CUSTOM)
    Guest first;

    @L2(TwoGuestsLab.PASSTHROUGH)
    Guest second;

    @Test
    void l1HasThemInTheOrderOfTheSpec(@L1 Guest l1) {
        assertThat(l1.guests()).containsExactly(first, second);
        assertThat(l1.guests()).extracting(Guest::name).containsExactly("custom", "passthrough");
    }

    @Test
    void eachIsAMachineOfItsOwn() {
        assertThat(first.address()).isNotEqualTo(second.address());
        String bootId = "cat /proc/sys/kernel/random/boot_id";
        assertThat(first.run(bootId).text()).isNotEqualTo(second.run(bootId).text());
        assertThat(first.run("hostname").text()).isEqualTo("L2-custom");
        assertThat(second.run("hostname").text()).isEqualTo("L2-passthrough");
    }

    @Test
    void theyReachEachOther() {
        assertThat(first).canReach(second.address(), 22);
        assertThat(second).canReach(first.address(), 22);
    }
}
