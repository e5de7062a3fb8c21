package org.nestlab.internal.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.CostLimit;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;

class ExactLimitsTests {

    private static final CostKey CPUID = CostKey.parse("L3:cpuid");
    private static final CostKey MMIO = CostKey.parse("L3:mmio");
    private static final String FILE = """
            kvm:
              L2/L1:
                fork.rate: 0.5
            exact:
              default: {instructions: 0.02}
              intel:
                default: {exits: 2}
                L3:mmio: {instructions: 0.1}
            """;

    @Test
    void isOnePerCentAndNotOneExitMoreWhereNothingIsSaid() {
        assertThat(ExactLimits.none().of(Vendor.AMD, CPUID)).isEqualTo(new CostLimit(0.01, 0, ""));
    }

    @Test
    void theNarrowestEntryCounts() {
        ExactLimits limits = ExactLimits.read("t.yaml", FILE);

        assertThat(limits.of(Vendor.AMD, MMIO)).isEqualTo(new CostLimit(0.02, 0, "t.yaml:5"));
        assertThat(limits.of(Vendor.INTEL, CPUID)).isEqualTo(new CostLimit(0.02, 2, "t.yaml:7"));
        assertThat(limits.of(Vendor.INTEL, MMIO)).isEqualTo(new CostLimit(0.1, 2, "t.yaml:8"));
    }

    @Test
    void whatAFigureIsAtMostIsSaidApart() {
        ExactLimits limits = ExactLimits.read("t.yaml", """
                exact:
                  amd:
                    default: {exitsAtMost: 20}
                    L3:cpuid: {exitsAtMost: 9, instructionsAtMost: 45000, instructions: 0.5}
                """);

        assertThat(limits.cap(Vendor.AMD, CPUID)).isEqualTo(new ExactCap(45_000L, 9L, "t.yaml:4"));
        assertThat(limits.cap(Vendor.AMD, MMIO)).isEqualTo(new ExactCap(null, 20L, "t.yaml:3"));
        assertThat(limits.cap(Vendor.INTEL, CPUID)).isEqualTo(new ExactCap(null, null, ""));
        assertThat(limits.of(Vendor.AMD, CPUID)).isEqualTo(new CostLimit(0.5, 0, "t.yaml:4"));
    }

    @Test
    void exitsOfARequestAreNotLimitedByADefaultEither() {
        ExactLimits limits = ExactLimits.read(
                "t.yaml", "exact: {amd: {default: {exitsAtMost: 20}, L3:pipe: {instructionsAtMost: 4000}}}");

        assertThat(limits.cap(Vendor.AMD, CostKey.parse("L3:pipe"))).isEqualTo(new ExactCap(4_000L, null, "t.yaml:1"));
        assertThat(limits.cap(Vendor.AMD, CostKey.parse("L3:process")).exits()).isNull();
        assertThat(limits.cap(Vendor.AMD, CPUID).exits()).isEqualTo(20);
    }

    @Test
    void anotherFileReplacesEntries() {
        ExactLimits limits = ExactLimits.read("t.yaml", FILE)
                .replacedBy(ExactLimits.read("u.yaml", "exact: {intel: {L3:mmio: {instructions: 0}}}"));

        assertThat(limits.of(Vendor.INTEL, MMIO)).isEqualTo(new CostLimit(0, 2, "u.yaml:1"));
    }

    @Test
    void theTiersOfTheSameFileAreReadToo() {
        assertThat(Thresholds.read("t.yaml", FILE).metrics()).containsExactly("fork.rate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exact: {default: {instructions: 1%}} | t.yaml:1: instructions is '1%'; expected a part from 0 to 1, like 0.01",
                "exact: {default: {instructions: NaN}} | t.yaml:1: instructions is 'NaN'; expected a part from 0 to 1, like 0.01",
                "exact: {default: {exits: -1}} | t.yaml:1: exits is '-1'; expected a whole number, 0 or more",
                "exact: {amd: {L3:cpuid: {exitsAtMost: few}}} | t.yaml:1: exitsAtMost is 'few'; expected a whole number, 0 or more",
                "exact: {default: {exit: 1}} | t.yaml:1: unknown key 'exit': did you mean 'exits'?",
                "exact: {inte: {}} | t.yaml:1: unknown key 'inte': did you mean 'intel'?",
                "exact: {amd: {L1:cpuid: {exits: 1}}} | t.yaml:1: 'L1:cpuid' is not a valid exit; expected LEVEL:KIND with the level L2 or L3, like L3:cpuid",
                "exact: {amd: {L3:CPUID: {exits: 1}}} | t.yaml:1: 'CPUID' is not a valid kind of exit; expected lower-case letters, digits and '-', like port-kernel",
                "exact: {amd: {L3:pipe: {exitsAtMost: 2}}} | t.yaml:1: exitsAtMost of L3:pipe: exits of a request have no limit of their own, as ticks of timers are among them and equal runs differ by up to two; expected instructionsAtMost",
                "exact: 0.01 | t.yaml:1: expected a map of default and vendors"
            })
    void namesTheLineThatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> ExactLimits.read("t.yaml", yaml))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void readsAnything() {
        Untidy.of(FILE)
                .with("exact:", "default: {", "L3:mmio:")
                .isReadOrRefused(LabConfigurationException.class, text -> ExactLimits.read("t.yaml", text));
    }
}
