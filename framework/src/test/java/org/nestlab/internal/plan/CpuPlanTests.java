package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.machine.Level;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.CpuMode.Feature;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.Tier;

class CpuPlanTests {

    private static CpuPlan plan(CpuMode mode, Level level, Tier tier) {
        return CpuPlan.of(GuestSpec.hypervisor().withCpu(mode), level, tier, tier == Tier.KVM ? "vmx" : "svm");
    }

    @Test
    void hardwareIsPassedThroughAsItIs() {
        assertThat(plan(CpuMode.hostPassthrough(), Level.L1, Tier.KVM))
                .isEqualTo(new CpuPlan("host-passthrough", Optional.empty(), List.of(), Optional.empty()));
        assertThat(plan(CpuMode.hostModel(), Level.L1, Tier.KVM).mode()).isEqualTo("host-model");
    }

    @Test
    void theExtensionIsHiddenByTheNameThatTheHostsVendorGivesIt() {
        assertThat(plan(CpuMode.hostPassthrough().withVirtualization(false), Level.L1, Tier.KVM)
                        .features())
                .containsExactly(new Feature("vmx", false));
    }

    @Test
    void aCustomModelIsToldTheExtensionEitherWay() {
        assertThat(plan(CpuMode.custom("Skylake-Server"), Level.L1, Tier.KVM).features())
                .containsExactly(new Feature("vmx", false));
        assertThat(plan(CpuMode.custom("Skylake-Server").withVirtualization(true), Level.L1, Tier.KVM)
                        .features())
                .containsExactly(new Feature("vmx", true));
    }

    @Test
    void whereNothingCanBePassedThroughAnEmulatedCpuStandsInAndSaysSo() {
        CpuPlan plan = plan(CpuMode.hostPassthrough(), Level.L1, Tier.EMULATED);

        assertThat(plan.mode()).isEqualTo("custom");
        assertThat(plan.model()).hasValue("EPYC");
        assertThat(plan.features())
                .containsExactly(new Feature("svm", true), new Feature("npt", true), new Feature("nrip-save", true));
        assertThat(plan.note())
                .hasValue(
                        "L1 hypervisor: host-passthrough is stood in for by an emulated EPYC, virtualization extension shown");
    }

    @Test
    void theStandInHidesTheExtensionWhereTheSpecDoes() {
        CpuPlan plan = plan(CpuMode.hostModel().withVirtualization(false), Level.L1, Tier.EMULATED);

        assertThat(plan.features()).containsExactly(new Feature("svm", false));
        assertThat(plan.note())
                .hasValue(
                        "L1 hypervisor: host-model is stood in for by an emulated EPYC, virtualization extension hidden");
    }

    @Test
    void onlyL1IsEmulated() {
        assertThat(plan(CpuMode.hostPassthrough(), Level.L2, Tier.EMULATED))
                .isEqualTo(new CpuPlan("host-passthrough", Optional.empty(), List.of(), Optional.empty()));
    }

    @Test
    void aFeatureThatTheSpecNamesIsNotSaidTwice() {
        CpuMode mode = CpuMode.custom("EPYC").addFeature("svm", false).withVirtualization(true);

        assertThat(plan(mode, Level.L1, Tier.EMULATED).features())
                .containsExactly(new Feature("svm", true), new Feature("npt", true), new Feature("nrip-save", true));
    }

    @Test
    void anEmulatedL1CanBeWithoutNestedPaging() {
        CpuMode mode = CpuMode.custom("EPYC").addFeature("npt", false).withVirtualization(true);

        assertThat(plan(mode, Level.L1, Tier.EMULATED).features())
                .containsExactly(new Feature("npt", false), new Feature("svm", true), new Feature("nrip-save", true));
    }
}
