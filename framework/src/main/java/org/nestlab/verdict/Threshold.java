package org.nestlab.verdict;

import org.apiguardian.api.API;

/** What must hold of the ratio of the subject to the reference; a ratio is 1 where they are equally good, less where the subject is worse. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Threshold {

    /** Where it comes from, as {@code thresholds.yaml:12} or {@code -Dnestlab.threshold.…}, or {@code test}. */
    String source();

    /** The ratio below which it does not hold. */
    double floor();

    /** Whether it is a loose floor that came with Nestlab, and not one of this lab's own. */
    boolean starter();

    /**
     * The subject is at least that good, as an absolute limit without tolerance.
     *
     * @param ratio greater than 0
     */
    record AtLeast(double ratio, String source, boolean starter) implements Threshold {

        @Override
        public double floor() {
            return ratio;
        }

        public AtLeast {
            if (!Double.isFinite(ratio) || ratio <= 0) {
                throw new IllegalArgumentException("a ratio is a number greater than 0, not " + ratio);
            }
        }
    }

    /**
     * The subject is no worse than the reference, give or take a tolerance.
     *
     * @param tolerance the largest acceptable loss, greater than 0 and less than 1, as 0.10
     */
    record NoWorse(double tolerance, String source, boolean starter) implements Threshold {

        @Override
        public double floor() {
            return 1 - tolerance;
        }

        public NoWorse {
            if (!(tolerance > 0 && tolerance < 1)) {
                throw new IllegalArgumentException("a tolerance is greater than 0 and less than 1, not " + tolerance);
            }
        }
    }

    static Threshold atLeast(double ratio) {
        return new AtLeast(ratio, "test", false);
    }

    static Threshold noWorse(double tolerance) {
        return new NoWorse(tolerance, "test", false);
    }
}
