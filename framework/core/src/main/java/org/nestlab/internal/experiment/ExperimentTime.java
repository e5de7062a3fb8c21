package org.nestlab.internal.experiment;

import java.time.Duration;
import java.util.Optional;
import org.nestlab.experiment.Profile;
import org.nestlab.verdict.GatePolicy;

/**
 * How long an experiment begins new pairs. On a busy host a pair takes several times as long, so that the usual time
 * would end the experiment before a verdict is possible.
 *
 * @param usual after this time no pair is begun, once {@link #enough} pairs were measured
 * @param most after this time no pair is begun
 */
record ExperimentTime(Duration usual, Duration most) {

    /** The profile's time assumes a host that does little else. */
    private static final int BUSY_HOST_TAKES = 3;

    /** A metric that is well inside its limit is decided after the least pairs; one that is closer takes some more. */
    private static final int TIMES_THE_LEAST = 2;

    /**
     * The time that a setting or the profile allows.
     *
     * @param setting the value of {@code nestlab.experiment.budget}, after which no pair is started
     * @param profiles the time of the {@link Profile}, where the setting is not there
     */
    static ExperimentTime of(Optional<Duration> setting, Duration profiles) {
        return setting.map(ExperimentTime::exactly)
                .orElseGet(() -> new ExperimentTime(profiles, profiles.multipliedBy(BUSY_HOST_TAKES)));
    }

    /** No pair is begun after this time, however few there are. */
    static ExperimentTime exactly(Duration time) {
        return new ExperimentTime(time, time);
    }

    /** How many pairs decide a metric that is not close to its limit. */
    static int enough(GatePolicy policy) {
        return TIMES_THE_LEAST * policy.minPairs();
    }

    /** The time after which no pair is started, given how many were measured. */
    Duration limit(int pairs, GatePolicy policy) {
        return pairs >= enough(policy) ? usual : most;
    }
}
