package org.nestlab.verdict;

/** What the evidence says about a threshold. */
public sealed interface Verdict {

    /** Why, in one line for people: what was seen, or what is missing. */
    String reason();

    /** {@code within}, {@code exceeded}, {@code inconclusive} or {@code invalid}. */
    String word();

    /** The threshold holds. */
    record Within(String reason) implements Verdict {
        @Override
        public String word() {
            return "within";
        }
    }

    /** The threshold does not hold. */
    record Exceeded(String reason) implements Verdict {
        @Override
        public String word() {
            return "exceeded";
        }
    }

    /** The evidence does not suffice; the reason says what is missing. */
    record Inconclusive(String reason) implements Verdict {
        @Override
        public String word() {
            return "inconclusive";
        }
    }

    /** The measurement itself is not to be trusted; it counts neither way. */
    record Invalid(String reason) implements Verdict {
        @Override
        public String word() {
            return "invalid";
        }
    }
}
