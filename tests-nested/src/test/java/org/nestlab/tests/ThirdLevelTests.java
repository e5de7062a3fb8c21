package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nestlab.L2;
import org.nestlab.LabExtension;
import org.nestlab.OnLevel;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/** A third level: L2 is a hypervisor too, on the nested KVM of L1, and L3 boots to a login. */
@Tag("full")
@EnabledIfSystemProperty(
        named = "nestlab.depth",
        matches = "[34]",
        disabledReason = "three levels take many minutes where L1 is emulated: ask for them with -Dnestlab.depth=3")
class ThirdLevelTests {

    @RegisterExtension
    static final LabExtension LAB = LabExtension.of(LabSpec.kvmInKvm()
            .withName("three levels")
            .withL1(l1 -> l1.withMemoryMib(6144))
            .withL2(l2 -> l2.withMemoryMib(3072)
                    .addGuest(GuestSpec.guest().withName("innermost").withMemoryMib(768))));

    @Test
    void l2IsAHypervisorOnTheKvmOfL1(@L2 Guest l2) {
        assertThat(l2).hasUsableKvm().isAcceleratedBy(Acceleration.Kind.KVM);
    }

    @Test
    void l3AnswersFromInsideL2(@L2 Guest l2, @OnLevel(3) Guest l3) {
        assertThat(l3.parent()).isEqualTo(l2);
        assertThat(l3.run("hostname").orThrow().text()).isEqualTo("L3-innermost");
        assertThat(l3).isAcceleratedBy(Acceleration.Kind.KVM);
    }
}
