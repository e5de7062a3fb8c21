package org.nestlab.verdict;

import java.math.BigDecimal;
import org.apiguardian.api.API;

/**
 * What must hold of the ratio of the subject to the reference; a ratio is 1 where they are equally good, less where the
 * subject is worse.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Threshold {

    /**
     * Where it comes from, for example {@code thresholds.yaml:12} or {@code -Dnestlab.threshold.…}, or {@code test}.
     */
    String source();

    /**
     * The ratio that the subject is measured by: an absolute limit, or 1 where it must be as good as the reference.
     */
    double target();

    /**
     * The largest acceptable loss against the target, from 0 to less than 1, for example 0.10; 0 for an absolute limit.
     */
    double tolerance();

    /** The ratio below which it does not hold: the target less the tolerance. */
    double floor();

    /** What is wanted, for example {@code at least 0.45} or {@code at most 2.5 % worse}: the one wording of a limit. */
    String words();

    /** The same with where it comes from, for example {@code at least 0.45 (thresholds.yaml:12, starter)}. */
    default String wordsWithSource() {
        return "%s (%s%s)".formatted(words(), source(), starter() ? ", starter" : "");
    }

    /** Whether it is a loose floor that came with Nestlab, and not one of this lab's own. */
    boolean starter();

    /**
     * The subject is at least that good, as an absolute limit without tolerance.
     *
     * @param ratio greater than 0
     */
    record AtLeast(double ratio, String source, boolean starter) implements Threshold {

        public AtLeast {
            if (!Double.isFinite(ratio) || ratio <= 0) {
                throw new IllegalArgumentException("a ratio is a number greater than 0, not " + ratio);
            }
        }

        @Override
        public double target() {
            return ratio;
        }

        @Override
        public double tolerance() {
            return 0;
        }

        @Override
        public double floor() {
            return ratio;
        }

        @Override
        public String words() {
            return "at least " + decimal(BigDecimal.valueOf(ratio));
        }
    }

    /**
     * The subject is not worse than the reference by more than a tolerance.
     *
     * @param tolerance the largest acceptable loss, greater than 0 and less than 1, for example 0.10
     */
    record NoWorse(double tolerance, String source, boolean starter) implements Threshold {

        public NoWorse {
            if (!(tolerance > 0 && tolerance < 1)) {
                throw new IllegalArgumentException("a tolerance is greater than 0 and less than 1, not " + tolerance);
            }
        }

        @Override
        public double target() {
            return 1;
        }

        @Override
        public double floor() {
            return 1 - tolerance;
        }

        @Override
        public String words() {
            return "at most %s %% worse"
                    .formatted(decimal(BigDecimal.valueOf(tolerance).movePointRight(2)));
        }
    }

    /** By decimal text, neither rounded nor with a double's last digits. */
    private static String decimal(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The ratio is this or more; the source is a test. */
    static Threshold atLeast(double ratio) {
        return new AtLeast(ratio, "test", false);
    }

    /** At most this part worse, for example 0.1; the source is a test. */
    static Threshold noWorse(double tolerance) {
        return new NoWorse(tolerance, "test", false);
    }
}
