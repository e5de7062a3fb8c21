package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** How many virtual CPUs a guest gets. */
class VirtualCpusTests {

    private static List<Integer> of(LabSpec spec, Tier tier) {
        return Plans.plan(spec, tier).guests().stream()
                .map(guest -> guest.spec().vcpus())
                .toList();
    }

    @Test
    void anL1ThatAsksForNoneHasTwoOnKvmAndOneWhereItIsEmulated() {
        assertThat(of(LabSpec.kvmInKvm(), Tier.KVM)).containsExactly(2, 1);
        assertThat(of(LabSpec.kvmInKvm(), Tier.EMULATED)).containsExactly(1, 1);
        assertThat(of(LabSpec.hypervisorOnly(), Tier.KVM)).containsExactly(2);
        assertThat(of(LabSpec.hypervisorOnly(), Tier.EMULATED)).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aNumberOfTheAuthorStays(Tier tier) {
        LabSpec asked = LabSpec.kvmInKvm().withL1(l1 -> l1.withVcpus(4)).withL2(l2 -> l2.withVcpus(3));

        assertThat(of(asked, tier)).containsExactly(4, 3);
        assertThat(of(LabSpec.kvmInKvm().withL1(l1 -> l1.withVcpus(1)), tier)).containsExactly(1, 1);
        assertThat(Plans.plan(asked, tier).notes()).noneMatch(note -> note.contains("virtual CPUs"));
    }

    @Test
    void aGuestWithNoneOfItsOwnMayFollowTheTierToo() {
        assertThat(of(LabSpec.overhead(), Tier.KVM)).containsExactly(2, 2);
        assertThat(of(LabSpec.overhead(), Tier.EMULATED)).containsExactly(1, 1);
    }

    @Test
    void anEmulatedL1HasAsManyAsTheGuestInsideItWithTheMost() {
        LabSpec wide = LabSpec.kvmInKvm()
                .withL1(l1 -> l1.addGuest(GuestSpec.guest().withName("wide").withVcpus(3)));

        assertThat(of(wide, Tier.EMULATED)).containsExactly(3, 1, 3);
        assertThat(of(wide, Tier.KVM)).containsExactly(2, 1, 3);
    }

    @Test
    void aHypervisorFurtherInFollowsTheSameRule() {
        GuestSpec l3 = GuestSpec.guest().withMemoryMib(256);
        LabSpec deep = LabSpec.of(
                "deep",
                GuestSpec.hypervisor()
                        .withMemoryMib(8192)
                        .addGuest(GuestSpec.hypervisor().withName("inner").addGuest(l3)));

        assertThat(of(deep, Tier.EMULATED)).containsExactly(1, 1, 1);
        assertThat(of(deep, Tier.KVM)).containsExactly(2, 2, 1);
    }

    @Test
    void thePlanSaysWhatItDecidedAndWhy() {
        String text = PlanText.of(Plans.plan(LabSpec.kvmInKvm(), Tier.EMULATED));

        assertThat(text)
                .contains(
                        "note: L1 hypervisor: virtual CPUs 1, as the lab asks for no number and emulated nesting breaks less often with few; withVcpus(2) gives it as many as on KVM\n")
                .containsPattern("L1 hypervisor: domain \\S+ \\(qemu\\), 1 vCPUs");
        assertThat(PlanText.of(Plans.plan(LabSpec.kvmInKvm(), Tier.KVM)))
                .doesNotContain("virtual CPUs")
                .containsPattern("L1 hypervisor: domain \\S+ \\(kvm\\), 2 vCPUs");
    }

    @Test
    void theSpecStaysTheKeyOfTheLabAndTheRestOfItIsUntouched() {
        LabSpec spec = LabSpec.kvmInKvm().withSharedScratchDisk(2).withOutsideNetwork(true);

        assertThat(Stream.of(Tier.values()).map(tier -> Plans.plan(spec, tier).spec()))
                .containsOnly(spec);
        assertThat(VirtualCpus.decide(spec, Tier.EMULATED, note -> {})).isEqualTo(spec.withL1(l1 -> l1.withVcpus(1)));
    }

    @Test
    void nobodyAsksForNone() {
        assertThatThrownBy(() -> GuestSpec.guest().withVcpus(0))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("guest 'guest': vcpus is 0, expected 1 or more");
        assertThatThrownBy(() -> LabSpec.kvmInKvm().withL1(l1 -> l1.withVcpus(-1)))
                .isInstanceOf(LabConfigurationException.class);
    }
}
