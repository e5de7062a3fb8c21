package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.upgrade.Outcome;

/** Of machines that hang with some seeds, which for each side are others. */
class SameSeedTests {

    private static final MachineSpec OLD = MachineSpec.of(Vendor.AMD);
    private static final MachineSpec NEW = OLD.addArguments("nosmt");

    private final List<String> booted = new ArrayList<>();
    private Set<Integer> hangsOld = Set.of();
    private Set<Integer> hangsNew = Set.of();

    private Measured measure(MachineSpec spec) {
        boolean old = spec.kernel().arguments().isEmpty();
        for (int seed = spec.seed(); seed < spec.seed() + 5; seed++) {
            if (!(old ? hangsOld : hangsNew).contains(seed)) {
                booted.add((old ? "old " : "new ") + seed);
                List<String> passedOver =
                        seed == spec.seed() ? List.of() : List.of("with seed %d: it hangs".formatted(spec.seed()));
                return new Measured.Figures(Costs.withSeed(Costs.real(), seed), List.of(), "").after(passedOver);
            }
        }
        return new Measured.Nothing(Outcome.CANNOT_TELL, "it hangs", "");
    }

    private Part compare(boolean twice) {
        return new ExactRun(this::measure, ExactLimits.none(), twice).compare(OLD, NEW);
    }

    @Test
    void bothSidesHaveTheSeedThatNeitherHangsWith() {
        hangsNew = Set.of(1, 2);

        Part part = compare(true);

        assertThat(part.outcome()).as(part.reason()).isEqualTo(Outcome.GOOD);
        assertThat(booted)
                .as("the last one is the second of two equal runs")
                .containsExactly("old 1", "new 3", "old 3", "old 3");
        assertThat(part.notes()).containsExactly("with seed 1: it hangs");
    }

    @Test
    void theCandidateBeginsWithTheBaselinesSeed() {
        hangsOld = Set.of(1);

        assertThat(compare(false).outcome()).isEqualTo(Outcome.GOOD);

        assertThat(booted).containsExactly("old 2", "new 2");
    }

    @Test
    void seedsThatOneSideOrTheOtherHangsWithAreAllPassedOver() {
        hangsOld = Set.of(2, 4);
        hangsNew = Set.of(1, 3);

        assertThat(compare(false).outcome()).isEqualTo(Outcome.GOOD);

        assertThat(booted).containsExactly("old 1", "new 2", "old 3", "new 4", "old 5", "new 5");
    }

    @Test
    void sidesWithoutACommonSeedAreNoVerdict() {
        hangsOld = Set.of(2, 4, 6, 8, 10, 12);
        hangsNew = Set.of(1, 3, 5, 7, 9, 11);

        Part part = compare(false);

        assertThat(part.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(part.reason())
                .isEqualTo(
                        "no seed was found with which neither side hangs: the baseline was measured with seed 7, the candidate with seed 8");
        assertThat(booted).hasSize(8);
    }

    @Test
    void acceptedFiguresAreComparedWithThoseOfTheirSeed() {
        Accepted accepted = Accepted.of(Costs.withSeed(Costs.real(), 3), "looked at", "2026-11-30");

        assertThat(new ExactRun(this::measure, ExactLimits.none(), true)
                        .compare(accepted, NEW)
                        .outcome())
                .isEqualTo(Outcome.GOOD);

        assertThat(booted).containsExactly("new 3");
    }

    @Test
    void aSeedThatWasPassedOverIsANoteAndNoDoubt() {
        hangsNew = Set.of(1);

        Part part = new ExactRun(this::measure, ExactLimits.none(), false).measure(NEW);

        assertThat(part.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(part.notes()).containsExactly("with seed 1: it hangs");
    }
}
