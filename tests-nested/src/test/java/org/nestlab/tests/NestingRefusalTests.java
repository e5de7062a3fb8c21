package org.nestlab.tests;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.fixture.Nesting;
import org.nestlab.machine.Guest;

/** Nesting is not switched under a guest that runs. */
@Lab
class NestingRefusalTests {

    @Test
    void reloadIsRefusedWithItsUsersWhileL2Runs(@L1 Guest l1, @L2 Guest l2) {
        String module = Nesting.on(l1).read().module().orElseThrow();
        assertThatExceptionOfType(HostNotCapableException.class)
                .isThrownBy(Nesting.on(l1)::disable)
                .withMessageContaining("%s: nested of %s cannot be switched: it is in use by", l1.label(), module)
                .withMessageContaining("qemu-system")
                .withMessageContaining("Shut those guests down first");

        assertThat(l1).hasNestingEnabled();
        assertThat(l2.run("true").succeeded()).as("L2 still answers").isTrue();
    }
}
