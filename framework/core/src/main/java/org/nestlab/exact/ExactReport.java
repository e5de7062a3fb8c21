package org.nestlab.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.spec.ValueProperties;
import org.nestlab.upgrade.Outcome;

/**
 * The result of comparing, or only measuring, the costs of exits.
 *
 * @param vendors one part for each vendor's virtualization
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExactReport(List<Part> vendors) {

    /** Copies the parts. */
    public ExactReport {
        vendors = List.copyOf(vendors);
    }

    /** The worst outcome of the parts: does not work, then worse, then cannot tell. */
    public Outcome outcome() {
        return vendors.stream().map(Part::outcome).reduce(ExactReport::worst).orElse(Outcome.CANNOT_TELL);
    }

    /** The worse of two outcomes. */
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
     * @throws AssertionError if a kernel does not work
     * @throws InconclusiveTestAbortedException if nothing can be concluded, which aborts the test
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

    /** Of one vendor: an immutable value. */
    public static final class Part {

        private final Vendor vendor;
        private final Outcome outcome;
        private final String reason;
        private final @Nullable String baseline;
        private final @Nullable ExactCosts before;
        private final @Nullable ExactCosts candidate;
        private final List<CostComparison> comparisons;
        private final List<String> notes;

        private Part(
                Vendor vendor,
                Outcome outcome,
                String reason,
                @Nullable String baseline,
                @Nullable ExactCosts before,
                @Nullable ExactCosts candidate,
                List<CostComparison> comparisons,
                List<String> notes) {
            this.vendor = vendor;
            this.outcome = outcome;
            this.reason = reason;
            this.baseline = baseline;
            this.before = before;
            this.candidate = candidate;
            this.comparisons = List.copyOf(comparisons);
            this.notes = List.copyOf(notes);
        }

        /**
         * A part without figures.
         *
         * @param vendor whose virtualization
         * @param outcome of the vendor
         * @param reason for that, in a sentence
         */
        public static Part of(Vendor vendor, Outcome outcome, String reason) {
            return new Part(vendor, outcome, reason, null, null, null, List.of(), List.of());
        }

        /** Whose virtualization. */
        public Vendor vendor() {
            return vendor;
        }

        /** The outcome of this vendor. */
        public Outcome outcome() {
            return outcome;
        }

        /** The reason for the outcome, in a sentence. */
        public String reason() {
            return reason;
        }

        /** What the candidate is compared with, in words; empty if it is only measured. */
        public Optional<String> baseline() {
            return Optional.ofNullable(baseline);
        }

        /** The baseline's figures; empty if they were accepted earlier, or there are none. */
        public Optional<ExactCosts> before() {
            return Optional.ofNullable(before);
        }

        /** The candidate's figures; empty if there are none. */
        public Optional<ExactCosts> candidate() {
            return Optional.ofNullable(candidate);
        }

        /** Figure by figure; empty if nothing was compared. */
        public List<CostComparison> comparisons() {
            return comparisons;
        }

        /** What else was seen, one line each. */
        public List<String> notes() {
            return notes;
        }

        /** The same figures with another verdict. */
        public Part withOutcome(Outcome other, String why) {
            return new Part(vendor, other, why, baseline, before, candidate, comparisons, notes);
        }

        /** The same part, compared with this baseline. */
        public Part withBaseline(String words) {
            return new Part(vendor, outcome, reason, words, before, candidate, comparisons, notes);
        }

        /** The same part with these figures of the baseline. */
        public Part withBefore(ExactCosts figures) {
            return new Part(vendor, outcome, reason, baseline, figures, candidate, comparisons, notes);
        }

        /** The same part with these figures of the candidate. */
        public Part withCandidate(ExactCosts figures) {
            return new Part(vendor, outcome, reason, baseline, before, figures, comparisons, notes);
        }

        /** The same part with these {@link #comparisons()} instead. */
        public Part withComparisons(List<CostComparison> others) {
            return new Part(vendor, outcome, reason, baseline, before, candidate, others, notes);
        }

        /** The same part with these {@link #notes()} instead. */
        public Part withNotes(List<String> others) {
            return new Part(vendor, outcome, reason, baseline, before, candidate, comparisons, others);
        }

        /** The same part with one note more. */
        public Part addNote(String note) {
            List<String> more = new ArrayList<>(notes);
            more.add(note);
            return withNotes(more);
        }

        private ValueProperties properties() {
            return ValueProperties.of(Part.class)
                    .and("vendor", vendor)
                    .and("outcome", outcome)
                    .and("reason", reason)
                    .and("baseline", baseline)
                    .and("before", before)
                    .and("candidate", candidate)
                    .and("comparisons", comparisons)
                    .and("notes", notes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Part same && properties().equals(same.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }
}
