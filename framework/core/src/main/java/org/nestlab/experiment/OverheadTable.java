package org.nestlab.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Medians;
import org.nestlab.verdict.Pair;
import org.nestlab.workload.Metric;

/**
 * What each level costs: for each metric the value at L0, L1 and L2, and the difference to the level above. Built from
 * the experiments of one run, as far as they were made: a level that was not measured has no cell.
 *
 * @param tier all experiments are of one tier
 * @param levels the rows, the host first
 * @param columns one for each metric, in the order in which they were measured
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record OverheadTable(Tier tier, List<Level> levels, List<Column> columns) {

    public OverheadTable {
        levels = List.copyOf(levels);
        columns = List.copyOf(columns);
    }

    /**
     * One metric.
     *
     * @param values the median of all values that were measured at a level, in the metric's unit
     * @param differences a level's ratio to the level above it
     * @param leftOut the levels whose figures {@linkplain Incomparable cannot be compared}, and why; these levels have
     *     neither a value nor a difference
     */
    public record Column(
            Metric metric, Map<Level, Double> values, Map<Level, Estimate> differences, Map<Level, String> leftOut) {
        public Column {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
            differences = Collections.unmodifiableMap(new TreeMap<>(differences));
            leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
        }

        /** One whose figures can all be compared. */
        public Column(Metric metric, Map<Level, Double> values, Map<Level, Estimate> differences) {
            this(metric, values, differences, Map.of());
        }
    }

    /**
     * The table of some experiments.
     *
     * @throws IllegalArgumentException if there are none, or of two tiers: their figures have nothing to do with each
     *     other
     */
    public static OverheadTable of(Collection<Experiment> experiments) {
        List<Tier> tiers =
                experiments.stream().map(it -> it.design().tier()).distinct().toList();
        if (tiers.size() != 1) {
            throw new IllegalArgumentException("a table is of one tier, not of " + tiers);
        }
        Map<String, Cells> cells = new LinkedHashMap<>();
        TreeSet<Level> levels = new TreeSet<>();
        for (Experiment experiment : experiments) {
            for (Comparison comparison : experiment.comparisons()) {
                if (!comparison.pairs().isEmpty()) {
                    levels.add(experiment.design().levels().subject());
                    levels.add(experiment.design().levels().reference());
                    cells.computeIfAbsent(
                                    comparison.metric().name(),
                                    name -> new Cells(experiment.design().tier(), comparison.metric()))
                            .add(experiment.design().levels(), comparison);
                }
            }
        }
        return new OverheadTable(
                tiers.get(0),
                List.copyOf(levels),
                cells.values().stream().map(Cells::column).toList());
    }

    /** A column while it is filled. */
    private static final class Cells {

        private final Tier tier;
        private final Metric metric;
        private final Map<Level, List<Double>> values = new TreeMap<>();
        private final Map<Level, Estimate> differences = new TreeMap<>();

        Cells(Tier tier, Metric metric) {
            this.tier = tier;
            this.metric = metric;
        }

        void add(LevelPair levels, Comparison comparison) {
            for (Pair pair : comparison.pairs()) {
                values(levels.subject()).add(pair.subject().value());
                values(levels.reference()).add(pair.reference().value());
            }
            boolean stepDown = levels.subject().depth() == levels.reference().depth() + 1;
            if (stepDown && Incomparable.why(tier, metric, levels).isEmpty()) {
                comparison.estimate().ifPresent(estimate -> differences.put(levels.subject(), estimate));
            }
        }

        private List<Double> values(Level level) {
            return values.computeIfAbsent(level, unused -> new ArrayList<>());
        }

        Column column() {
            Map<Level, Double> medians = new TreeMap<>();
            Map<Level, String> leftOut = new TreeMap<>();
            values.forEach((level, all) -> Incomparable.why(tier, metric, level)
                    .ifPresentOrElse(
                            why -> leftOut.put(level, why),
                            () -> medians.put(
                                    level,
                                    Medians.of(all.stream()
                                            .mapToDouble(Double::doubleValue)
                                            .toArray()))));
            return new Column(metric, medians, differences, leftOut);
        }
    }

    /** Only the columns that a reader sees first: those of the given metrics, where they were measured. */
    public OverheadTable only(Collection<String> metrics) {
        return new OverheadTable(
                tier,
                levels,
                columns.stream()
                        .filter(column -> metrics.contains(column.metric().name()))
                        .toList());
    }
}
