package org.nestlab.internal.exact.cost;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nestlab.exact.CostComparison;
import org.nestlab.exact.CostComparison.Judgement;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.upgrade.Outcome;

/** Measures a candidate, and compares it with a baseline that is measured beside it or was accepted earlier. */
public final class ExactRun {

    private final Measuring measuring;
    private final ExactLimits limits;
    private final boolean selfCheck;

    /**
     * A run.
     *
     * @param selfCheck whether one side is measured twice, so that figures that do not repeat are not judged
     */
    public ExactRun(Measuring measuring, ExactLimits limits, boolean selfCheck) {
        this.measuring = measuring;
        this.limits = limits;
        this.selfCheck = selfCheck;
    }

    /** Measures the candidate alone; the only verdict is whether it works. */
    public Part measure(MachineSpec machine) {
        Measured measured = measuring.measure(machine);
        if (measured instanceof Measured.Nothing nothing) {
            return failed(machine.vendor(), "", nothing);
        }
        Measured.Figures figures = (Measured.Figures) measured;
        SortedMap<CostKey, String> doubts = selfCheck ? unrepeatable(figures.costs(), machine) : new TreeMap<>();
        List<String> notes = new ArrayList<>(figures.missing());
        doubts.forEach((key, why) -> notes.add(key + ": " + why));
        notes.addAll(figures.costs().flaws());
        boolean whole = notes.isEmpty();
        notes.addAll(figures.passedOver());
        List<CostComparison> capped = CostCaps.compare(figures.costs(), limits);
        Outcome outcome = !figures.broken().isEmpty()
                ? Outcome.DOES_NOT_WORK
                : count(capped, Judgement.EXCEEDED) > 0 ? Outcome.WORSE : whole ? Outcome.GOOD : Outcome.CANNOT_TELL;
        return Part.of(machine.vendor(), outcome, alone(outcome, figures, capped))
                .withCandidate(figures.costs())
                .withComparisons(capped)
                .withNotes(notes);
    }

    /** Measures both with the same seed, the baseline first. */
    public Part compare(MachineSpec baseline, MachineSpec candidate) {
        SameSeed both = SameSeed.measure(measuring, baseline, candidate);
        if (both.before() instanceof Measured.Nothing nothing) {
            return failed(candidate.vendor(), "the baseline: ", nothing).withBaseline(baseline.toString());
        }
        Measured.Figures those = (Measured.Figures) both.before();
        ExactCosts costs = those.costs();
        String name = costs.kernel() + " (" + baseline + ")";
        if (both.after() instanceof Measured.Nothing nothing) {
            return failed(candidate.vendor(), "the candidate: ", nothing).withBaseline(name);
        }
        Measured.Figures figures = (Measured.Figures) both.after();
        List<String> notes = new ArrayList<>();
        those.missing().forEach(why -> notes.add("the baseline: " + why));
        those.passedOver().forEach(why -> notes.add("the baseline: " + why));
        if (those.seed() != figures.seed()) {
            String why =
                    "no seed was found with which neither side hangs: the baseline was measured with seed %d, the candidate with seed %d"
                            .formatted(those.seed(), figures.seed());
            return Part.of(candidate.vendor(), Outcome.CANNOT_TELL, why)
                    .withBaseline(name)
                    .withBefore(costs)
                    .withCandidate(figures.costs())
                    .withNotes(notes);
        }
        SortedMap<CostKey, String> doubts = selfCheck ? unrepeatable(costs, baseline) : new TreeMap<>();
        return compare(
                candidate,
                figures,
                CostGate.marked(JudgedFigure.of(costs), doubts),
                name,
                Optional.of(those),
                notes,
                false);
    }

    /**
     * Compares the candidate with accepted figures, which repeated when they were accepted. The candidate is measured a
     * second time only if a figure exceeds its limit, so that a figure that does not repeat never fails.
     */
    public Part compare(Accepted accepted, MachineSpec candidate) {
        String baseline = "%s, accepted on %s: %s".formatted(accepted.kernel(), accepted.on(), accepted.reason());
        Measured measured =
                measuring.measure(candidate.withSeed(accepted.identity().seed()));
        if (measured instanceof Measured.Nothing nothing) {
            return failed(candidate.vendor(), "the candidate: ", nothing).withBaseline(baseline);
        }
        Measured.Figures figures = (Measured.Figures) measured;
        Part part = compare(
                candidate, figures, accepted.figures(), baseline, Optional.empty(), new ArrayList<>(), selfCheck);
        String stranger = accepted.strangerTo(figures.costs().identity());
        return stranger.isEmpty()
                ? part
                : part.withOutcome(Outcome.CANNOT_TELL, stranger).withComparisons(List.of());
    }

    private Part compare(
            MachineSpec candidate,
            Measured.Figures figures,
            SortedMap<CostKey, JudgedFigure> before,
            String baseline,
            Optional<Measured.Figures> measuredBefore,
            List<String> notes,
            boolean twice) {
        notes.addAll(figures.missing());
        notes.addAll(figures.passedOver());
        List<CostComparison> compared = compare(candidate, before, figures, new TreeMap<>());
        if (twice && count(compared, Judgement.EXCEEDED) > 0) {
            compared = compare(candidate, before, figures, unrepeatable(figures.costs(), candidate));
        }
        compared.addAll(CostCaps.compare(figures.costs(), limits));
        // A hang that the baseline has, too, is not the candidate's fault.
        SortedSet<CostKey> broken = new TreeSet<>(figures.broken());
        measuredBefore.ifPresent(it -> broken.removeAll(it.broken()));
        Outcome outcome = broken.isEmpty() ? CostGate.outcome(compared) : Outcome.DOES_NOT_WORK;
        Part part = Part.of(candidate.vendor(), outcome, broken.isEmpty() ? reason(outcome, compared) : hang(broken))
                .withBaseline(baseline)
                .withCandidate(figures.costs())
                .withComparisons(compared)
                .withNotes(notes);
        return measuredBefore.map(it -> part.withBefore(it.costs())).orElse(part);
    }

    private List<CostComparison> compare(
            MachineSpec candidate,
            SortedMap<CostKey, JudgedFigure> before,
            Measured.Figures figures,
            SortedMap<CostKey, String> doubts) {
        return new ArrayList<>(new CostGate(key -> limits.of(candidate.vendor(), key))
                .compare(before, CostGate.marked(JudgedFigure.of(figures.costs()), doubts)));
    }

    private SortedMap<CostKey, String> unrepeatable(ExactCosts first, MachineSpec machine) {
        Measured again =
                measuring.measureExactly(machine.withSeed(first.identity().seed()));
        if (again instanceof Measured.Figures figures) {
            return SelfCheck.unrepeatable(first, figures.costs());
        }
        SortedMap<CostKey, String> all = new TreeMap<>();
        String why = "the second of two equal runs has no figures: " + ((Measured.Nothing) again).why();
        first.costs().keySet().forEach(key -> all.put(key, why));
        return all;
    }

    private static String alone(Outcome outcome, Measured.Figures figures, List<CostComparison> capped) {
        return switch (outcome) {
            case DOES_NOT_WORK -> hang(figures.broken());
            case WORSE -> reason(outcome, capped);
            case GOOD -> capped.isEmpty() ? "measured" : "measured, and all %d limits hold".formatted(capped.size());
            case CANNOT_TELL -> "some figures are missing or cannot be trusted";
        };
    }

    private static String hang(SortedSet<CostKey> kinds) {
        return kinds.stream().map(CostKey::toString).collect(joining(", ")) + " hangs";
    }

    private static String reason(Outcome outcome, List<CostComparison> compared) {
        long exceeded = count(compared, Judgement.EXCEEDED);
        long invalid = count(compared, Judgement.INVALID);
        long missing = count(compared, Judgement.MISSING);
        if (outcome == Outcome.WORSE) {
            return "%d of %d figures exceed their limit".formatted(exceeded, compared.size());
        }
        return outcome == Outcome.GOOD
                ? "all %d figures are within their limits".formatted(count(compared, Judgement.WITHIN))
                : "%d figures cannot be trusted, %d are missing".formatted(invalid, missing);
    }

    private static long count(List<CostComparison> compared, Judgement judgement) {
        return compared.stream().filter(it -> it.judgement() == judgement).count();
    }

    private static Part failed(Vendor vendor, String whose, Measured.Nothing nothing) {
        return Part.of(vendor, nothing.outcome(), whose + nothing.why())
                .withNotes(nothing.command().isEmpty() ? List.of() : List.of("reproduce with: " + nothing.command()));
    }
}
