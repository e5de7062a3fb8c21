package org.nestlab.explain;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.Tier;
import org.nestlab.spec.ValueProperties;
import org.nestlab.workload.Metric;

/**
 * Explains why a workload is slow in a guest: the guest's exits by reason, at every level that could count them. A test
 * gets one as a parameter with {@link org.nestlab.Explain}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Explanation {

    private final String target;
    private final Tier tier;
    private final Metric metric;
    private final double counted;
    private final double uncounted;
    private final double operations;
    private final List<LevelExits> levels;
    private final List<String> notes;

    private Explanation(
            String target,
            Tier tier,
            Metric metric,
            double counted,
            double uncounted,
            double operations,
            List<LevelExits> levels,
            List<String> notes) {
        this.target = target;
        this.tier = tier;
        this.metric = metric;
        this.counted = counted;
        this.uncounted = uncounted;
        this.operations = operations;
        this.levels = List.copyOf(levels);
        this.notes = List.copyOf(notes);
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static Explanation of(
            String target,
            Tier tier,
            Metric metric,
            double counted,
            double uncounted,
            double operations,
            List<LevelExits> levels,
            List<String> notes) {
        return new Explanation(target, tier, metric, counted, uncounted, operations, levels, notes);
    }

    /** The level and the workload, for example {@code L2:fio-randread-4k}. */
    public String target() {
        return target;
    }

    /** The tier that the lab ran on. */
    public Tier tier() {
        return tier;
    }

    /** The workload's first metric; {@link #counted()} and {@link #uncounted()} are its values. */
    public Metric metric() {
        return metric;
    }

    /** The value while exits were counted. */
    public double counted() {
        return counted;
    }

    /** The value in an earlier visit, without counting; NaN if that visit was not valid. */
    public double uncounted() {
        return uncounted;
    }

    /** What the workload completed while exits were counted; 0 if it counts no operations. */
    public double operations() {
        return operations;
    }

    /** At least one; the first is the guest that ran the workload. */
    public List<LevelExits> levels() {
        return levels;
    }

    /** What else a reader should know, one line each. */
    public List<String> notes() {
        return notes;
    }

    /** The exits of the guest that ran the workload, to the kernel that runs it. */
    public LevelExits exits() {
        return levels.get(0);
    }

    private ValueProperties properties() {
        return ValueProperties.of(Explanation.class)
                .and("target", target)
                .and("tier", tier)
                .and("metric", metric)
                .and("counted", counted)
                .and("uncounted", uncounted)
                .and("operations", operations)
                .and("levels", levels)
                .and("notes", notes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Explanation same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
