package org.nestlab.internal.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.nestlab.experiment.Profile;
import org.nestlab.spec.Tier;

/**
 * The settings of measuring and judging. What each means is said in {@link Setting}.
 *
 * @param profile as the setting has it; empty where it is the tier's own
 * @param gate empty where it is the tier's own
 * @param thresholds the file; empty where the class path's is taken
 * @param history a file's path or a JDBC URL; empty where nothing is kept
 * @param reported whether experiments are handed to the report
 * @param overrides what a key that starts with {@link Setting#THRESHOLD_PREFIX} is set to
 */
public record ExperimentSettings(
        Optional<Profile> profile,
        Optional<GateMode> gate,
        Optional<Path> thresholds,
        Optional<String> history,
        Duration maxAge,
        OptionalInt maxPairs,
        Optional<Duration> budget,
        OptionalLong seed,
        Optional<Path> unixBench,
        boolean reported,
        Function<String, Optional<String>> overrides) {

    /** The words of {@code nestlab.gate}. */
    public enum GateMode {
        STRICT,
        LENIENT
    }

    private enum Reporting {
        ON,
        OFF
    }

    private static final Duration WEEK = Duration.ofDays(7);

    static ExperimentSettings from(Values values, Path stateDir) {
        String history = values.text(Setting.HISTORY)
                .orElseGet(() -> stateDir.resolve("history.db").toString());
        return new ExperimentSettings(
                values.text(Setting.PROFILE).isEmpty()
                        ? Optional.empty()
                        : Optional.of(values.choice(Setting.PROFILE, Profile.class, Profile.QUICK)),
                values.text(Setting.GATE).isEmpty()
                        ? Optional.empty()
                        : Optional.of(values.choice(Setting.GATE, GateMode.class, GateMode.STRICT)),
                values.path(Setting.THRESHOLDS),
                history.toLowerCase(Locale.ROOT).equals("off") ? Optional.empty() : Optional.of(history),
                values.duration(Setting.HISTORY_AGE).orElse(WEEK),
                values.text(Setting.PAIRS_MAX).isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(values.number(Setting.PAIRS_MAX, 1, 10_000, 30)),
                values.duration(Setting.EXPERIMENT_BUDGET),
                values.wholeNumber(Setting.SEED),
                values.path(Setting.UNIXBENCH),
                values.choice(Setting.REPORT, Reporting.class, Reporting.ON) == Reporting.ON,
                key -> values.lookup().apply(key));
    }

    public Profile profile(Tier tier) {
        Profile own = tier == Tier.KVM ? Profile.STANDARD : Profile.QUICK;
        return profile.orElse(own);
    }

    /** Whether evidence that does not suffice fails a test on a tier. */
    public boolean strict(Tier tier) {
        GateMode own = tier == Tier.KVM ? GateMode.STRICT : GateMode.LENIENT;
        return gate.orElse(own) == GateMode.STRICT;
    }

    /** Without the history, whose URL may hold a password. */
    @Override
    public String toString() {
        return "ExperimentSettings[profile=%s, gate=%s, pairs=%s, budget=%s, seed=%s]"
                .formatted(words(profile), words(gate), maxPairs, budget, seed);
    }

    private static String words(Optional<?> setting) {
        return setting.map(Object::toString).orElse("the tier's own");
    }
}
