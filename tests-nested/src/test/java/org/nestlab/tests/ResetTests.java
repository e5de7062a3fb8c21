package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.DirtiesLab;
import org.nestlab.GuestCommandException;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;

/** L1 survives the reset button; the guest that ran in it is gone, and says so. */
@Lab
@DirtiesLab
class ResetTests {

    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";

    @Test
    void l1ComesBackWithoutL2(@L1 Guest l1, @L2 Guest l2) {
        String before = l1.run(BOOT_ID).orThrow().text();

        l1.reset();

        assertThat(l1.run(BOOT_ID).orThrow().text()).isNotEqualTo(before);
        assertThat(l1).hasUsableKvm().hasNestingEnabled();
        assertThat(l1.guests()).isEmpty();
        assertThat(l1.run("virsh list --all --name").orThrow().text()).isEmpty();
        assertThatExceptionOfType(GuestCommandException.class)
                .isThrownBy(() -> l2.run("true"))
                .withMessage("%s: gone with the reset of %s", l2.label(), l1.label());
    }
}
