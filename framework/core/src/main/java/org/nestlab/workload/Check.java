package org.nestlab.workload;

import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** One proof that a measurement measured what it says. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Check {

    private final String name;
    private final State state;
    private final String observed;
    private final String wanted;

    private Check(String name, State state, String observed, String wanted) {
        this.name = name;
        this.state = state;
        this.observed = observed;
        this.wanted = wanted;
    }

    /** What was looked at, for example {@code bytes read from the host's storage}. */
    public String name() {
        return name;
    }

    /** The result. */
    public State state() {
        return state;
    }

    /** What was seen, or why it is not provable. */
    public String observed() {
        return observed;
    }

    /** What is expected. */
    public String wanted() {
        return wanted;
    }

    /** The result of a check. */
    public enum State {
        /** It was checked, and holds. */
        PASSED("passed"),
        /** It was checked, and does not hold: the measurement is invalid. */
        FAILED("failed"),
        /** It could not be checked: the measurement counts, but is not called proven. */
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

    /** A check that has passed where it holds, and else has failed. */
    public static Check that(String name, boolean holds, String observed, String wanted) {
        return new Check(name, holds ? State.PASSED : State.FAILED, observed, wanted);
    }

    /**
     * A check that cannot be made here.
     *
     * @param why it cannot, and what to do about it; the same text each time, without measured figures
     */
    public static Check notProvable(String name, String why, String wanted) {
        return new Check(name, State.NOT_PROVABLE, why, wanted);
    }

    /**
     * That two numbers agree.
     *
     * @param tolerance the largest relative difference, for example 0.05
     */
    public static Check near(String name, double observed, double wanted, double tolerance) {
        double off = Math.abs(observed - wanted) / Math.abs(wanted);
        return that(
                name,
                off <= tolerance,
                String.format(Locale.ROOT, "%.4g (%.1f %% off)", observed, off * 100),
                String.format(Locale.ROOT, "%.4g within %.0f %%", wanted, tolerance * 100));
    }

    /** Whether it was checked, and holds. */
    public boolean passed() {
        return state == State.PASSED;
    }

    /** Whether it was checked, and does not hold. */
    public boolean failed() {
        return state == State.FAILED;
    }

    /**
     * For example {@code bytes read from the host's storage: observed 0 (100.0 % off), expected 8.39e+08 within 5 %},
     * or {@code bytes read from the host's storage: not provable: /proc/4711/io cannot be read}.
     */
    @Override
    public String toString() {
        return state == State.NOT_PROVABLE
                ? "%s: not provable: %s".formatted(name, observed)
                : "%s: observed %s, expected %s".formatted(name, observed, wanted);
    }

    private ValueProperties properties() {
        return ValueProperties.of(Check.class)
                .and("name", name)
                .and("state", state)
                .and("observed", observed)
                .and("wanted", wanted);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Check same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }
}
