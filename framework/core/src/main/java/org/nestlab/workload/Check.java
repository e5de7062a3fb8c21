package org.nestlab.workload;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * One proof that a measurement measured what it says.
 *
 * @param name what was looked at, for example {@code bytes read from the host's storage}
 * @param state what came of it
 * @param observed what was seen; why nothing could be, where it is not provable
 * @param wanted what must be seen
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Check(String name, State state, String observed, String wanted) {

    /** What came of a check. */
    public enum State {
        /** It was looked at, and holds. */
        PASSED("passed"),
        /** It was looked at, and does not hold: the measurement is invalid. */
        FAILED("failed"),
        /** It could not be looked at: the measurement counts, and is not called proven. */
        NOT_PROVABLE("not provable");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** For people. */
        public String word() {
            return word;
        }
    }

    public static Check that(String name, boolean holds, String observed, String wanted) {
        return new Check(name, holds ? State.PASSED : State.FAILED, observed, wanted);
    }

    /**
     * One that cannot be looked at here.
     *
     * @param why it cannot, and what to do about it; the same text each time, without figures of the measurement
     */
    public static Check notProvable(String name, String why, String wanted) {
        return new Check(name, State.NOT_PROVABLE, why, wanted);
    }

    /**
     * That two numbers agree.
     *
     * @param tolerance the largest relative difference, as 0.05
     */
    public static Check near(String name, double observed, double wanted, double tolerance) {
        double off = Math.abs(observed - wanted) / Math.abs(wanted);
        return that(
                name,
                off <= tolerance,
                String.format(Locale.ROOT, "%.4g (%.1f %% off)", observed, off * 100),
                String.format(Locale.ROOT, "%.4g within %.0f %%", wanted, tolerance * 100));
    }

    /** Whether it was looked at, and holds. */
    public boolean passed() {
        return state == State.PASSED;
    }

    /** Whether it was looked at, and does not hold. */
    public boolean failed() {
        return state == State.FAILED;
    }

    /**
     * For example {@code bytes read from the host's storage: observed 0 (100.0 % off), wanted 8.39e+08 within 5 %}, or
     * {@code bytes read from the host's storage: not provable: /proc/4711/io cannot be read}.
     */
    @Override
    public String toString() {
        return state == State.NOT_PROVABLE
                ? "%s: not provable: %s".formatted(name, observed)
                : "%s: observed %s, expected %s".formatted(name, observed, wanted);
    }
}
