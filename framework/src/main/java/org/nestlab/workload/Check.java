package org.nestlab.workload;

import java.util.Locale;

/**
 * One proof that a measurement measured what it says.
 *
 * @param name what was looked at, as {@code bytes on the host's disk}
 * @param passed whether it holds
 * @param observed what was seen
 * @param wanted what must be seen
 */
public record Check(String name, boolean passed, String observed, String wanted) {

    public static Check that(String name, boolean holds, String observed, String wanted) {
        return new Check(name, holds, observed, wanted);
    }

    /**
     * That two numbers agree.
     *
     * @param tolerance the largest relative difference, as 0.05
     */
    public static Check near(String name, double observed, double wanted, double tolerance) {
        double off = Math.abs(observed - wanted) / Math.abs(wanted);
        return new Check(
                name,
                off <= tolerance,
                String.format(Locale.ROOT, "%.4g (%.1f %% off)", observed, off * 100),
                String.format(Locale.ROOT, "%.4g within %.0f %%", wanted, tolerance * 100));
    }

    /** As {@code bytes on the host's disk: observed 0 (100.0 % off), wanted 8.39e+08 within 5 %}. */
    @Override
    public String toString() {
        return "%s: observed %s, wanted %s".formatted(name, observed, wanted);
    }
}
