package org.nestlab.internal.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a lab stays up for the next run.
 *
 * @param on as it is set
 * @param most how many labs wait for a run at most, 1 or more
 */
public record ReuseSettings(boolean on, int most) {

    /** The words of the setting. */
    private enum Choice {
        OFF,
        ON
    }

    static ReuseSettings from(Values values) {
        return new ReuseSettings(
                values.choice(Setting.REUSE, Choice.class, Choice.OFF) == Choice.ON,
                values.number(Setting.REUSE_MAX, 1, 64, 1));
    }

    /**
     * Why no lab is left to the next run although one is asked for: on a CI server nothing would take such labs down.
     *
     * @param environment of this process
     * @return a sentence; empty if labs may be left
     */
    public static Optional<String> obstacle(Map<String, String> environment) {
        String ci = environment.getOrDefault("CI", "").strip();
        return ci.isEmpty() || ci.equals("0") || ci.toLowerCase(Locale.ROOT).equals("false")
                ? Optional.empty()
                : Optional.of("no lab stays up for the next run, as the environment variable CI is '%s'".formatted(ci));
    }
}
