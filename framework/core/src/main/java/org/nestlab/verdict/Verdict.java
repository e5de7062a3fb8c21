package org.nestlab.verdict;

import java.util.Comparator;
import org.apiguardian.api.API;

/** What the evidence says about a threshold. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Verdict {

    /**
     * Which of several verdicts stands for all of them, the worst first: {@link Exceeded}, {@link Invalid},
     * {@link Inconclusive}, {@link Within}. The first two fail a test in any case, so no other
     * verdict outweighs them; of the two, the first is a finding. An undecided metric is not a success.
     */
    static Comparator<Verdict> worstFirst() {
        return Comparator.comparingInt(Verdict::rank);
    }

    private static int rank(Verdict verdict) {
        if (verdict instanceof Exceeded) {
            return 0;
        }
        if (verdict instanceof Invalid) {
            return 1;
        }
        return verdict instanceof Inconclusive ? 2 : 3;
    }

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

    /** The measurement is invalid and supports no verdict. */
    record Invalid(String reason) implements Verdict {
        @Override
        public String word() {
            return "invalid";
        }
    }
}
