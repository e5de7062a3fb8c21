package org.nestlab.experiment;

import java.time.Duration;
import java.util.Locale;
import org.apiguardian.api.API;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Timing;

/** How thoroughly is measured. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Profile {
    /** For a first answer, and for the emulated tier. */
    QUICK(30, Duration.ofMinutes(5)),
    /** For a gate on hardware. */
    STANDARD(30, Duration.ofMinutes(20)),
    /** For a number to be published, or a noisy machine. */
    THOROUGH(80, Duration.ofHours(1));

    private final int maxPairs;
    private final Duration budget;

    Profile(int maxPairs, Duration budget) {
        this.maxPairs = maxPairs;
        this.budget = budget;
    }

    /** The parts of one measurement on a tier. */
    public Timing timing(Tier tier) {
        return switch (this) {
            case QUICK -> new Timing(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2));
            case STANDARD ->
                tier == Tier.KVM
                        ? new Timing(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5))
                        : new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5));
            case THOROUGH -> new Timing(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
        };
    }

    /** No more pairs than these are measured in one experiment. */
    public int maxPairs() {
        return maxPairs;
    }

    /**
     * After this time no pair is begun. On a busy host, where fewer than twice the least pairs of the
     * {@link org.nestlab.verdict.GatePolicy} were measured by then, that many are measured, in at most three times this
     * time.
     */
    public Duration budget() {
        return budget;
    }

    /** As the setting has it: {@code quick}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
