package org.nestlab.exact;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.upgrade.Outcome;

/**
 * What came of comparing, or only measuring, the costs of exits.
 *
 * @param vendors one part for each vendor's virtualization
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExactReport(List<Part> vendors) {

    /** Copies the parts. */
    public ExactReport {
        vendors = List.copyOf(vendors);
    }

    /**
     * The worst of the parts: one that does not work, then one that is worse, then one of which nothing can be said.
     */
    public Outcome outcome() {
        return vendors.stream().map(Part::outcome).reduce(ExactReport::worst).orElse(Outcome.CANNOT_TELL);
    }

    /** Of two, that which counts. */
    public static Outcome worst(Outcome one, Outcome other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(Outcome outcome) {
        return List.of(Outcome.GOOD, Outcome.CANNOT_TELL, Outcome.WORSE, Outcome.DOES_NOT_WORK)
                .indexOf(outcome);
    }

    /**
     * Turns it into a passed, failed or aborted test.
     *
     * @throws ThresholdExceededError if a figure of the candidate exceeds its limit
     * @throws AssertionError if one of both kernels does not work
     * @throws InconclusiveTestAbortedException if there is no answer yet, which aborts the test
     */
    public void orThrow() {
        String message = ExactText.of(this);
        switch (outcome()) {
            case GOOD -> {}
            case WORSE -> throw new ThresholdExceededError(message);
            case DOES_NOT_WORK -> throw new AssertionError(message);
            case CANNOT_TELL -> throw new InconclusiveTestAbortedException(message);
        }
    }

    /**
     * Of one vendor.
     *
     * @param vendor whose virtualization
     * @param outcome what it came to
     * @param reason for that, in a sentence
     * @param baseline what the candidate is compared with, in words; empty where it is only measured
     * @param before the baseline's figures; null where they were accepted earlier, or there are none
     * @param candidate the candidate's figures; null where there are none
     * @param comparisons figure by figure; empty where nothing was compared
     * @param notes what else was seen, one line each
     */
    public record Part(
            Vendor vendor,
            Outcome outcome,
            String reason,
            String baseline,
            @Nullable ExactCosts before,
            @Nullable ExactCosts candidate,
            List<CostComparison> comparisons,
            List<String> notes) {

        /** Copies the lists. */
        public Part {
            comparisons = List.copyOf(comparisons);
            notes = List.copyOf(notes);
        }

        /** Where there are no figures of the candidate. */
        public static Part nothing(Vendor vendor, Outcome outcome, String reason, String baseline, List<String> notes) {
            return new Part(vendor, outcome, reason, baseline, null, null, List.of(), notes);
        }

        /** The same figures with another verdict. */
        public Part withOutcome(Outcome other, String why) {
            return new Part(vendor, other, why, baseline, before, candidate, comparisons, notes);
        }

        /** The same with one note more. */
        public Part withNote(String note) {
            List<String> more = new ArrayList<>(notes);
            more.add(note);
            return new Part(vendor, outcome, reason, baseline, before, candidate, comparisons, more);
        }
    }
}
