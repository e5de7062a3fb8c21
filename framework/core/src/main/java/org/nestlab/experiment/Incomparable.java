package org.nestlab.experiment;

import java.util.Optional;
import org.apiguardian.api.API;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Metric;

/** Figures that mean something else at one level than at the others, so that a comparison with them makes no sense. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Incomparable {

    private Incomparable() {}

    /**
     * Why the figure of a metric at a level cannot be compared with that of another level.
     *
     * @return for example {@code an emulated CPU executes cpuid without an exit}; empty where it can
     */
    public static Optional<String> why(Tier tier, Metric metric, Level level) {
        boolean noExit = tier == Tier.EMULATED
                && level.equals(Level.L1)
                && metric.workload().equals("exit-cpuid");
        return noExit ? Optional.of("an emulated CPU executes cpuid without an exit") : Optional.empty();
    }

    /** The same of two levels: empty where both can be compared. */
    public static Optional<String> why(Tier tier, Metric metric, LevelPair levels) {
        return why(tier, metric, levels.subject()).or(() -> why(tier, metric, levels.reference()));
    }
}
