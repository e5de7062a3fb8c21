package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.exact.cost.RecordedBoots.ALL;
import static org.nestlab.internal.exact.cost.RecordedBoots.DONE;
import static org.nestlab.internal.exact.cost.RecordedBoots.HUNG;
import static org.nestlab.internal.exact.cost.RecordedBoots.MMIO;
import static org.nestlab.internal.exact.cost.RecordedBoots.WINDOW;
import static org.nestlab.internal.exact.cost.RecordedBoots.until;
import static org.nestlab.internal.exact.cost.RecordedBoots.without;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.upgrade.Outcome;

/** A machine that hangs is booted with the next seed. */
class HangingSeedsTests {

    private final RecordedBoots boots = new RecordedBoots();

    @Test
    void aHangThatAnotherSeedDoesNotHaveCostsABoot() {
        boots.answer(HUNG, List.of("nestlab-exact: begin"));
        boots.answer(HUNG, until(MMIO));
        boots.answer(DONE, ALL);

        Measured.Figures figures = boots.figures();

        assertThat(boots.booted())
                .containsExactly(
                        "1: nestlab-exits measure L3 all marks",
                        "2: nestlab-exits measure L3 all marks",
                        "3: nestlab-exits measure L3 all marks");
        assertThat(figures.costs().costs()).hasSize(26);
        assertThat(figures.costs().identity().seed()).isEqualTo(3);
        assertThat(figures.costs().machine().seed()).isEqualTo(3);
        assertThat(figures.missing()).isEmpty();
        assertThat(figures.passedOver())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("with seed 1: it hangs: no line for 61 s of the emulator's CPU time")
                                .endsWith(
                                        "(reproduce with: nestlab exact --vendor intel --seeds 1); with seed 3 it does not hang, so that this is most likely the emulator's fault"),
                        second -> assertThat(second).startsWith("with seed 2: L3:mmio: it hangs: "));
    }

    @Test
    void whatAnotherSeedProvesTellsOfTheOneThatHung() {
        boots.answer(HUNG, List.of("nestlab-exact: begin"));
        boots.answer(DONE, ALL);

        Looking.Looked looked = boots.costRun(Subject.EXITS).look(MachineSpec.of(Vendor.INTEL));

        assertThat(looked.proof().tells()).isTrue();
        assertThat(looked.machine().spec().seed()).isEqualTo(2);
        assertThat(looked.machine().remarks())
                .singleElement()
                .asString()
                .startsWith("with seed 1: it hangs: no line for 61 s");
    }

    @Test
    void aSeedThatIsAskedForHasNoSubstitute() {
        boots.answer(HUNG, until(MMIO));
        boots.answer(DONE, ALL);
        boots.answer(DONE, without(MMIO));

        Measured.Figures figures =
                (Measured.Figures) boots.costRun(Subject.EXITS).measureExactly(MachineSpec.of(Vendor.INTEL));

        assertThat(boots.booted())
                .containsExactly(
                        "1: nestlab-exits measure L3 all marks",
                        "2: nestlab-exits measure L3 all marks",
                        "1: nestlab-exits measure L3 all,-mmio marks");
        assertThat(figures.costs().identity().seed()).isEqualTo(1);
        assertThat(figures.costs().costs())
                .hasSize(25)
                .doesNotContainKey(MMIO)
                .containsKeys(CostKey.parse("L2:mmio"), WINDOW);
        assertThat(figures.broken()).as("the next seed does not hang").isEmpty();
        assertThat(figures.missing())
                .singleElement()
                .asString()
                .startsWith("L3:mmio: it hangs: no line for 61 s of the emulator's CPU time")
                .contains("with seed 2 it does not hang, so that this is most likely the emulator's fault")
                .endsWith("Reproduce with: nestlab exact --vendor intel --seeds 1");
    }

    @Test
    void whatHangsAtEachSeedElsewhereIsNoVerdict() {
        boots.answer(HUNG, until(MMIO));
        boots.answer(HUNG, until(CostKey.parse("L3:cpuid")));
        boots.answer(HUNG, until(MMIO));
        boots.answer(DONE, without(MMIO));

        Measured.Figures figures = boots.figures();

        assertThat(figures.broken()).isEmpty();
        assertThat(figures.missing())
                .singleElement()
                .asString()
                .contains("; it hangs with seed 2, 3 too. Reproduce with: ");
    }

    @Test
    void aMachineThatHangsWithThreeSeedsDoesNotWork() {
        for (int seed = 1; seed <= 3; seed++) {
            boots.answer(HUNG, List.of("nestlab-exact: begin"));
        }
        assertThat(boots.run(Subject.EXITS)).isInstanceOfSatisfying(Measured.Nothing.class, nothing -> {
            assertThat(nothing.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
            assertThat(nothing.why()).endsWith("it hangs with seed 2, 3 too");
        });

        boots.answer(HUNG, List.of("nestlab-exact: begin"));
        boots.answer(DONE, ALL);
        assertThat(boots.costRun(Subject.EXITS).measureExactly(MachineSpec.of(Vendor.INTEL)))
                .isInstanceOfSatisfying(Measured.Nothing.class, nothing -> {
                    assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL);
                    assertThat(nothing.why()).contains("with seed 2 it does not hang");
                });
    }

    @Test
    void whatEndsOtherwiseAfterAHangIsNoFigure() {
        boots.answer(HUNG, List.of("nestlab-exact: begin"));
        boots.answer(new Ending.EndedFromOutside("QEMU was ended by signal 9"), List.of());

        assertThat(boots.run(Subject.EXITS)).isInstanceOfSatisfying(Measured.Nothing.class, nothing -> {
            assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL);
            assertThat(nothing.why()).contains("ended from outside", "with seed 1: it hangs");
        });
    }

    @Test
    void fiveHangsOfALinuxInL2AreNoVerdict() {
        for (int seed = 1; seed <= 5; seed++) {
            boots.answer(HUNG, List.of());
        }

        assertThat(boots.run(Subject.REQUESTS))
                .isInstanceOfSatisfying(
                        Measured.Nothing.class,
                        nothing -> assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL));
        assertThat(boots.booted()).hasSize(5);
    }
}
