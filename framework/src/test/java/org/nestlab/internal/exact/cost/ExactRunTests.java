package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostComparison;
import org.nestlab.exact.CostComparison.Judgement;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.ExactText;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.upgrade.Outcome;

class ExactRunTests {

    private static final MachineSpec OLD = MachineSpec.of(Vendor.AMD);
    private static final MachineSpec NEW = OLD.addArguments("nosmt");

    private final Deque<Measured> answers = new ArrayDeque<>();
    private final ExactCosts real = Costs.real();

    @Test
    void equalFiguresAreGood() {
        assertThat(compared(costs -> costs).outcome()).isEqualTo(Outcome.GOOD);
    }

    @Test
    void onePerCentIsWithinAndAnInstructionMoreIsNot() {
        // 37514 instructions: the limit is 37889.
        assertThat(compared(costs -> Costs.with(costs, "L3:cpuid", was -> was + 375, 0))
                        .outcome())
                .isEqualTo(Outcome.GOOD);

        Part worse = compared(costs -> Costs.with(costs, "L3:cpuid", was -> was + 376, 0));

        assertThat(worse.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(worse.reason()).isEqualTo("1 of 48 figures exceed their limit");
        assertThat(worse.comparisons())
                .filteredOn(it -> it.judgement() == Judgement.EXCEEDED)
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("37890 instructions, the limit is 37889"));
    }

    @Test
    void oneExitMoreIsWorseHoweverFewInstructionsItTakes() {
        Part part = compared(costs -> Costs.with(costs, "L3:rdmsr", was -> was, 1));

        assertThat(part.outcome()).isEqualTo(Outcome.WORSE);
    }

    @Test
    void aFractionOfAnExitIsWhatL2DidMeanwhile() {
        assertThat(compared(costs -> Costs.with(costs, "L3:rdmsr", was -> was, 0.49))
                        .outcome())
                .isEqualTo(Outcome.GOOD);
        assertThat(compared(costs -> Costs.with(costs, "L3:rdmsr", was -> was, 0.52))
                        .outcome())
                .isEqualTo(Outcome.WORSE);
    }

    @Test
    void judgesATouchByItsLeast() {
        // Its median varies by a per cent with what L2's kernel has cached.
        Part part = compared(costs -> Costs.with(costs, "L3:touch", was -> was == 54987 ? was : was * 2, 0));

        assertThat(part.outcome()).isEqualTo(Outcome.GOOD);
    }

    @Test
    void fewerIsNeverWorse() {
        Part part = compared(costs -> Costs.with(costs, "L3:cpuid", was -> was / 2, -4));

        assertThat(part.outcome()).isEqualTo(Outcome.GOOD);
    }

    @Test
    void whatDoesNotRepeatIsInvalidAndNeverRed() {
        answer(real);
        answer(Costs.with(real, "L3:cpuid", was -> was * 2, 0));
        answer(Costs.with(real, "L3:cpuid", was -> was + 76, 0));

        Part part = run(true).compare(OLD, NEW);

        assertThat(part.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(part.comparisons())
                .filteredOn(it -> it.judgement() == Judgement.INVALID)
                .hasSize(2)
                .allSatisfy(
                        it -> assertThat(it.reason())
                                .isEqualTo(
                                        "two equal runs took 37514 and 37590 instructions, 0.20 % apart; expected at most 0.1 %"));
    }

    @Test
    void anotherFigureThatExceedsItsLimitIsWorseBesideOneThatDoesNotRepeat() {
        answer(real);
        answer(Costs.with(real, "L3:mmio", was -> was * 2, 0));
        answer(Costs.with(real, "L3:cpuid", was -> was + 76, 0));

        assertThat(run(true).compare(OLD, NEW).outcome()).isEqualTo(Outcome.WORSE);
    }

    @Test
    void aTenthOfAPerCentRepeats() {
        answer(real);
        answer(real);
        answer(Costs.with(real, "L3:cpuid", was -> was + 37, 0));

        assertThat(run(true).compare(OLD, NEW).outcome()).isEqualTo(Outcome.GOOD);
    }

    @Test
    void twoExitsOfARequestAreWhatTimersDid() {
        for (double more : List.of(1.9, 2.1)) {
            answer(Costs.requests());
            answer(Costs.with(Costs.requests(), "L3:disk-read", was -> was, more));

            assertThat(run(false).compare(OLD, NEW).outcome())
                    .as("%s more", more)
                    .isEqualTo(more < 2 ? Outcome.GOOD : Outcome.WORSE);
        }
    }

    @Test
    void halfAPerCentOfARequestRepeats() {
        ExactCosts requests = Costs.requests();
        answer(requests);
        answer(requests);
        answer(Costs.with(requests, "L3:disk-read", was -> was + was / 250, 0));
        Part near = run(true).compare(OLD, NEW);
        answer(requests);
        answer(Costs.with(requests, "L3:disk-read", was -> was * 2, 0));
        answer(Costs.with(requests, "L3:disk-read", was -> was + was / 150, 0));
        Part far = run(true).compare(OLD, NEW);

        assertThat(near.outcome()).as(near.reason()).isEqualTo(Outcome.GOOD);
        assertThat(far.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(far.comparisons())
                .filteredOn(it -> it.judgement() == Judgement.INVALID)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.reason()).endsWith("apart; expected at most 0.5 %"));
    }

    @Test
    void aFigureThatOnlyOneSideHasIsNoVerdict() {
        assertThat(compared(costs -> Costs.without(costs, "L3:cpuid")).outcome())
                .isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void whatDoesNotWorkAndWhatTheEmulatorBrokeAreToldApart() {
        answer(real);
        answers.add(new Measured.Nothing(Outcome.DOES_NOT_WORK, "L1 panicked: Kernel panic", "qemu"));
        Part panicked = run(false).compare(OLD, NEW);
        answer(real);
        answers.add(new Measured.Nothing(Outcome.CANNOT_TELL, "a fault of the emulator: VMFAIL", "bochs"));
        Part broken = run(false).compare(OLD, NEW);

        assertThat(panicked.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(panicked.reason()).isEqualTo("the candidate: L1 panicked: Kernel panic");
        assertThat(panicked.notes()).containsExactly("reproduce with: qemu");
        assertThat(broken.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void aKindThatHangsDoesNotWorkAndTheOthersAreShownAndJudged() {
        ExactCosts others = Costs.without(real, "L3:window");
        SortedSet<CostKey> window = new TreeSet<>(List.of(CostKey.parse("L3:window")));
        answers.add(new Measured.Figures(others, List.of("L3:window: it hangs"), "", window));
        Part alone = run(false).measure(NEW);
        answer(real);
        answers.add(new Measured.Figures(others, List.of("L3:window: it hangs"), "", window));
        Part compared = run(false).compare(OLD, NEW);

        assertThat(alone.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(alone.reason()).isEqualTo("L3:window hangs");
        assertThat(alone.candidate().orElseThrow().costs()).hasSize(25);
        assertThat(compared.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(compared.notes()).containsExactly("L3:window: it hangs");
        assertThat(compared.comparisons())
                .filteredOn(it -> it.judgement() == Judgement.WITHIN)
                .hasSize(2 * 23);
    }

    @Test
    void whatHangsOnBothSidesIsNothingThatTheCandidateBrought() {
        ExactCosts others = Costs.without(real, "L3:window");
        SortedSet<CostKey> window = new TreeSet<>(List.of(CostKey.parse("L3:window")));
        answers.add(new Measured.Figures(others, List.of(), "", window));
        answers.add(new Measured.Figures(others, List.of(), "", window));
        assertThat(run(false).compare(OLD, NEW).outcome()).isEqualTo(Outcome.GOOD);
    }

    @Test
    void aMachineWhoseExitsWereNotThoseAskedForIsNotMeasured() {
        SortedMap<CostKey, ExitCost> flawed = new TreeMap<>(real.costs());
        flawed.replaceAll((key, cost) -> cost.flawedBy("480 exits were asked for, and KVM saw 481"));
        answer(new ExactCosts(real.machine(), real.kernel(), real.identity(), flawed));

        Part part = run(false).measure(NEW);

        assertThat(part.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(part.notes()).hasSize(26).contains("L3:cpuid: 480 exits were asked for, and KVM saw 481");
    }

    @Test
    void takesTheLimitsOfTheFile() {
        ExactLimits limits =
                ExactLimits.read("t.yaml", "exact:\n  amd:\n    L3:cpuid: {instructions: 0.5, exits: 1}\n");
        answer(real);
        answer(Costs.with(real, "L3:cpuid", was -> was + 10_000, 1));

        assertThat(new ExactRun(machine -> answers.removeFirst(), limits, false)
                        .compare(OLD, NEW)
                        .outcome())
                .isEqualTo(Outcome.GOOD);
    }

    @Test
    void comparesWithAcceptedFiguresOfTheSameProgramOnly() {
        Accepted accepted = Accepted.of(real, "looked at", "2026-11-30");
        answer(real);
        assertThat(run(false).compare(accepted, NEW).outcome()).isEqualTo(Outcome.GOOD);

        answer(Costs.byProbe(real, "ef".repeat(32)));
        Part part = run(false).compare(accepted, NEW);

        assertThat(part.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(part.reason())
                .startsWith("the figures accepted on 2026-11-30 are of another measuring program's SHA-256")
                .endsWith("`nestlab exact accept`");
    }

    @Test
    void comparesWithAcceptedFiguresOfTheSameEmulatorOnly() {
        Accepted accepted = Accepted.of(real, "looked at", "2026-11-30");
        answer(Costs.byEmulator(Costs.with(real, "L3:cpuid", was -> was * 2, 8), "QEMU 11.1.3"));

        Part part = run(false).compare(accepted, NEW);

        assertThat(part.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(part.reason())
                .startsWith(
                        "the figures accepted on 2026-11-30 are of another emulator (QEMU 10.0.2, now QEMU 11.1.3).")
                .endsWith("`nestlab exact accept`");
    }

    @Test
    void aFigureAboveAcceptedOnesIsRunOnceMoreAndOthersAreNot() {
        Accepted accepted = Accepted.of(real, "looked at", "2026-11-30");
        answer(real);
        assertThat(run(true).compare(accepted, NEW).outcome()).isEqualTo(Outcome.GOOD);
        assertThat(answers).as("one boot").isEmpty();

        ExactCosts dearer = Costs.with(real, "L3:cpuid", was -> was * 2, 0);
        answer(dearer);
        answer(dearer);
        assertThat(run(true).compare(accepted, NEW).outcome()).isEqualTo(Outcome.WORSE);

        answer(dearer);
        answer(real);
        assertThat(run(true).compare(accepted, NEW).outcome())
                .as("it does not repeat")
                .isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void whatACostIsAtMostHoldsWithoutABaseline() {
        ExactLimits limits =
                ExactLimits.read("t.yaml", "exact: {amd: {L3:cpuid: {instructionsAtMost: 37514, exitsAtMost: 8}}}");
        answer(real);
        Part good = new ExactRun(machine -> answers.removeFirst(), limits, false).measure(OLD);
        answer(Costs.with(real, "L3:cpuid", was -> was + 1, 1));
        Part worse = new ExactRun(machine -> answers.removeFirst(), limits, false).measure(OLD);

        assertThat(good.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(good.reason()).isEqualTo("measured, and all 2 limits hold");
        assertThat(worse.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(worse.comparisons())
                .extracting(CostComparison::reason)
                .containsExactly("37515 instructions, at most 37514 by t.yaml:1", "8.91 exits, at most 8 by t.yaml:1");
        assertThat(ExactText.of(new ExactReport(List.of(worse))))
                .contains("L3:cpuid exceeded: 37515 instructions, at most 37514 by t.yaml:1")
                .contains("port-kernel");
    }

    @Test
    void bisectingPassesOverAKernelThatDoesNotWork() {
        List<CostCeiling> ceilings =
                List.of(CostCeiling.parse("amd:L3:cpuid=37514"), CostCeiling.parse("L3:cpuid.exits=8"));
        answer(real);
        assertThat(CostCeiling.judge(run(false).measure(NEW), ceilings).outcome())
                .isEqualTo(Outcome.GOOD);
        answer(Costs.with(real, "L3:cpuid", was -> was + 1, 0));
        assertThat(CostCeiling.judge(run(false).measure(NEW), ceilings).outcome())
                .isEqualTo(Outcome.WORSE);
        answer(Costs.with(real, "L3:cpuid", was -> was, 1));
        assertThat(CostCeiling.judge(run(false).measure(NEW), ceilings).reason())
                .isEqualTo("L3:cpuid is 9 exits, the limit is 8");
        answers.add(new Measured.Nothing(Outcome.DOES_NOT_WORK, "L1 panicked", ""));
        assertThat(CostCeiling.judge(run(false).measure(NEW), ceilings).outcome())
                .isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void exitsOfARequestHaveNoCeiling() {
        assertThatThrownBy(() -> CostCeiling.parse("amd:L3:disk-read.exits=46"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "'amd:L3:disk-read.exits=46' is not a valid limit: exits of a request have no limit of their own, as ticks of timers are among them and equal runs differ by up to two; expected L3:disk-read=INSTRUCTIONS");
        assertThat(CostCeiling.parse("amd:L3:disk-read=300000").most()).isEqualTo(300_000);
    }

    private Part compared(UnaryOperator<ExactCosts> change) {
        answer(real);
        answer(change.apply(real));
        return run(false).compare(OLD, NEW);
    }

    private ExactRun run(boolean selfCheck) {
        return new ExactRun(machine -> answers.removeFirst(), ExactLimits.none(), selfCheck);
    }

    private void answer(ExactCosts costs) {
        answers.add(new Measured.Figures(costs, List.of(), ""));
    }
}
