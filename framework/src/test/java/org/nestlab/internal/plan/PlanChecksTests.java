package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.MemoryBacking;
import org.nestlab.spec.Tier;

class PlanChecksTests {

    private static AbstractThrowableAssert<?, ? extends Throwable> refusal(LabSpec spec, long memoryMib, long diskMib) {
        return assertThatThrownBy(
                () -> PlanChecks.check(spec, Plans.input(Tier.EMULATED, memoryMib, diskMib << 20, Plans.counting())));
    }

    @Test
    void theDefaultLabFitsWhereThereIsJustEnough() {
        PlanInput input = Plans.input(Tier.EMULATED, 4608, 2L << 30, Plans.counting());

        assertThatCode(() -> PlanChecks.check(LabSpec.kvmInKvm(), input)).doesNotThrowAnyException();
        assertThat(input.availableMemoryMib()).isEqualTo(4096 + 512);
    }

    @Test
    void notEnoughMemoryOnTheHost() {
        refusal(LabSpec.kvmInKvm(), 4607, 100_000)
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: lab 'kvm-in-kvm' needs 4096 MiB of memory for its L1 guests and the host has 4607 MiB available (512 MiB are left to the host): free memory, or give the guests less with withMemoryMib");
    }

    @Test
    void notEnoughDiskOnTheHost() {
        refusal(LabSpec.kvmInKvm().withL1(l1 -> l1.addScratchDisk(4)), 64_000, 6143)
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: lab 'kvm-in-kvm' needs 6144 MiB of disk below /var/lib/nestlab/labs and 6143 MiB are free: free some, or set nestlab.state.dir to a folder with more");
    }

    @Test
    void tooManyLevels() {
        GuestSpec l3 = GuestSpec.guest().addGuest(GuestSpec.guest());
        LabSpec deep = LabSpec.of(
                "deep",
                GuestSpec.hypervisor()
                        .addGuest(GuestSpec.hypervisor().withName("l2").addGuest(l3)));

        refusal(deep, 64_000, 100_000)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "lab 'deep' has levels down to L4, and the emulated tier gives L1 to L3: take the deepest guests out");
    }

    @Test
    void anL1WithoutTheExtensionThatIsToHostGuests() {
        refusal(LabSpec.kvmInKvm().withL1(l1 -> l1.withCpu(CpuMode.custom("EPYC"))), 64_000, 100_000)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L1 hypervisor runs guests, but its CPU mode custom hides the virtualization extension: use withCpu(CpuMode.hostPassthrough()) or withVirtualization(true)");
    }

    @Test
    void anL2ThatIsToHostWhileL1HasNestingOff() {
        LabSpec spec = LabSpec.kvmInKvm()
                .withL1(l1 -> l1.withNesting(false))
                .withL2(l2 ->
                        l2.addGuest(GuestSpec.guest().withName("innermost").withMemoryMib(256)));

        refusal(spec, 64_000, 100_000)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L2 guest runs guests, but the guest above it has nesting off: call withNesting(true) on the level above");
    }

    @Test
    void aGuestHypervisorWithLessMemoryThanItsGuestsWant() {
        refusal(LabSpec.kvmInKvm().withL2(l2 -> l2.withMemoryMib(3585)), 64_000, 100_000)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L1 hypervisor has 4096 MiB of memory and its guests need 3585 MiB (512 MiB are left to itself): give it more with withMemoryMib");
    }

    @Test
    void hugePagesForAnL1WhoseHypervisorIsInAContainer() {
        LabSpec spec = LabSpec.kvmInKvm()
                .withHypervisor(HypervisorSpec.debian(HypervisorSpec.Release.TRIXIE))
                .withL1(l1 -> l1.withMemoryBacking(MemoryBacking.HUGE_PAGES));

        refusal(spec, 64_000, 100_000)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith(
                        "L1 hypervisor needs its memory in huge pages, which a hypervisor in a container has none of");
    }
}
