package org.nestlab.assertion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.MeasuredCosts;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Machines;
import org.nestlab.internal.exact.cost.Costs;

/** On the figures of a real machine of AMD's: L2:cpuid 3002, L3:cpuid 37514 instructions and 7.91 exits. */
class ExactCostsAssertTests {

    private static final ExactCosts REAL = Costs.real();
    private static final BootedMachine MACHINE = Machines.that(MachineSpec.of(Vendor.AMD), List.of("cpuid"));

    @Test
    void whatHoldsPasses() {
        assertThatCode(() -> assertThat(MACHINE.withMeasured(MeasuredCosts.of(REAL, List.of()))
                                .costs())
                        .measures("L2:cpuid", "L3:touch")
                        .countsEveryExit()
                        .hasInstructionsAtMost("L3:cpuid", 37_514)
                        .hasExitsAtMost("L3:cpuid", 8)
                        .hasMultiplicationAtMost("cpuid", 12.5))
                .doesNotThrowAnyException();
    }

    @Test
    void sayWhatWasSeenAndShowTheTable() {
        assertThatThrownBy(() -> assertThat(REAL).hasInstructionsAtMost("L3:cpuid", 37_513))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("""
                        6.1.0-57-cloud-amd64 on amd, kernel package:linux-image-cloud-amd64/bookworm, seed 1: L3:cpuid takes too many instructions
                          observed: 37514
                          expected: at most 37513
                        """)
                .hasMessageContaining("port-kernel");
    }

    @Test
    void eachClaimCanFail() {
        assertThatThrownBy(() -> assertThat(REAL).hasExitsAtMost("L3:cpuid", 7)).hasMessageContaining("observed: 7.91");
        assertThatThrownBy(() -> assertThat(REAL).hasMultiplicationAtMost("cpuid", 12.4))
                .hasMessageContaining("observed: 12.50");
        assertThatThrownBy(() -> assertThat(REAL).hasMultiplicationAtMost("nosuch", 99))
                .hasMessageContaining("not measured at both levels");
        assertThatThrownBy(() -> assertThat(REAL).hasInstructionsAtMost("L3:nosuch", 1))
                .hasMessageContaining("was not measured: L3:nosuch");
        assertThatThrownBy(() -> assertThat(REAL).measures("cpuid")).isInstanceOf(LabConfigurationException.class);
    }

    @Test
    void aFigureThatIsNotToBeTrustedMeetsNoClaim() {
        SortedMap<CostKey, ExitCost> flawed = new TreeMap<>(REAL.costs());
        flawed.computeIfPresent(
                CostKey.parse("L3:cpuid"), (key, cost) -> cost.flawedBy("460 exits were asked for, and KVM saw 461"));
        ExactCosts costs = new ExactCosts(REAL.machine(), REAL.kernel(), REAL.identity(), flawed);

        assertThatThrownBy(() -> assertThat(costs).countsEveryExit())
                .hasMessageContaining("observed: L3:cpuid: 460 exits were asked for, and KVM saw 461");
        assertThatThrownBy(() -> assertThat(costs).hasInstructionsAtMost("L3:cpuid", 99_999))
                .hasMessageContaining("cannot be trusted");
        assertThatThrownBy(() -> assertThat(costs).hasExitsAtMost("L3:cpuid", 99))
                .hasMessageContaining("cannot be trusted");
    }

    @Test
    void costsThatNobodyAskedForAndThoseThatAreNotThereAreToldApart() {
        assertThatThrownBy(MACHINE::costs)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining("expected @ExactMachine(costs = true)");
        assertThatThrownBy(() -> MACHINE.withMeasured(MeasuredCosts.none(List.of("L1 panicked")))
                        .costs())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("none of its exits was measured: L1 panicked");
    }
}
