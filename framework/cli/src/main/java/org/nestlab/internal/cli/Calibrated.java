package org.nestlab.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.nestlab.internal.cli.StoredPairs.Run;
import org.nestlab.verdict.Calibration;
import org.nestlab.verdict.Evidence;

/** What the kept pairs of one metric say of the gate, for people. */
final class Calibrated {

    static final double TOLERANCE = 0.10;
    /** Equal pairs give equal figures. */
    private static final long SEED = 20_261_123;

    private final StoredPairs stored;
    private final Evidence evidence;
    private final Optional<Calibration> found;

    Calibrated(StoredPairs stored) {
        this.stored = stored;
        this.evidence = stored.evidence();
        this.found = stored.withItself()
                ? Calibration.ofItself(evidence, TOLERANCE, stored.policy(), SEED)
                : Calibration.of(evidence, TOLERANCE, stored.policy(), SEED);
    }

    static String head() {
        return "replayed as comparisons with a tolerance of %.0f %%:".formatted(100 * TOLERANCE);
    }

    /** Whether the pairs suffice for figures. */
    boolean hasFigures() {
        return found.isPresent();
    }

    List<String> lines() {
        String others = stored.aboutOthers().map("; "::concat).orElse("");
        List<String> lines = new ArrayList<>();
        if (found.isEmpty()) {
            lines.add("%s: too few pairs: %d of at least %d%s"
                    .formatted(stored.name(), evidence.pairs(), Calibration.LEAST_PAIRS, others));
        } else {
            lines.add("%s: %d pairs%s".formatted(stored.name(), evidence.pairs(), others));
            lines.add(figures(found.get(), stored.policy().maxPairs()));
        }
        if (stored.withItself()) {
            lines.add(alarms());
        }
        return lines;
    }

    private static String figures(Calibration it, int mostPairs) {
        String drop = it.medianPairs() == 0
                ? "no drop up to 50 %% is seen in %d pairs".formatted(mostPairs)
                : "the smallest drop seen is %.0f %%, in %d pairs".formatted(100 * it.smallestDrop(), it.medianPairs());
        return String.format(
                Locale.ROOT,
                "  false alarms %.2f %%, certified without a change %.1f %%; %s",
                100 * it.falseAlarms(),
                100 * it.certified(),
                drop);
    }

    /** Whether a run of this machine with itself was a false alarm, for example {@code 0a1b2c3d after 9 pairs}. */
    Optional<String> alarm(Run run) {
        OptionalInt after = Calibration.falseAlarm(run.evidence(), TOLERANCE, stored.policy());
        return after.isPresent()
                ? Optional.of("%s after %d pairs".formatted(run.id(), after.getAsInt()))
                : Optional.empty();
    }

    private String alarms() {
        List<String> alarms =
                stored.runs().stream().flatMap(run -> alarm(run).stream()).toList();
        String count = "%d of %d run%s"
                .formatted(alarms.size(), stored.runs().size(), stored.runs().size() == 1 ? "" : "s");
        return alarms.isEmpty()
                ? "  one side called worse than the other in " + count
                : "  ONE SIDE CALLED WORSE THAN THE OTHER in %s: %s. It is one machine, so that was wrong; more than 2 in 100 say that something here favours one side"
                        .formatted(count, String.join(", ", alarms));
    }
}
