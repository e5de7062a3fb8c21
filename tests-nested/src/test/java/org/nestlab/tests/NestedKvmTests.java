package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;

/**
 * KVM inside KVM: the guest hypervisor can host guests, and the nested guest runs on its KVM. Whoever waits sees this
 * first.
 */
@Order(1)
@Lab
class NestedKvmTests {

    @Test
    void l1CanHostGuests(@L1 Guest l1) {
        assertThat(l1).hasUsableKvm().hasVirtExtension().hasNestingEnabled().hasNestedPaging();
    }

    @Test
    void l2RunsOnTheKvmOfL1(@L2 Guest l2) {
        assertThat(l2).isAcceleratedBy(Acceleration.Kind.KVM);
    }
}
