package org.nestlab.allure.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.machine.Level;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;

/**
 * A metric's levels as multiples of the first level that has a figure.
 *
 * @param byLevel greater than 0 and finite: less than 1 if a level's figure is less than that of the first
 */
record LevelShares(Column column, Map<Level, Double> byLevel) {

    /** A bar that is this much shorter than the longest is hardly visible. */
    private static final double TOO_FAR = 100;

    static LevelShares of(Column column, List<Level> levels) {
        Map<Level, Double> shares = new TreeMap<>();
        Double first = null;
        for (Level level : levels) {
            Double value = value(column, level);
            if (value != null) {
                first = first == null ? value : first;
                // by logarithms, because the quotient of two extremes overflows
                double share = Math.exp(Math.log(value) - Math.log(first));
                shares.put(level, Math.max(1e-9, Math.min(1e9, share)));
            }
        }
        return new LevelShares(column, shares);
    }

    Metric metric() {
        return column.metric();
    }

    /** Whether a longer bar is worse, as for a latency. */
    boolean lowerIsBetter() {
        return metric().better() == Metric.Better.LOWER;
    }

    Optional<Level> base() {
        return byLevel.keySet().stream().findFirst();
    }

    /** Whether the lengths of the bars differ so much that the shortest would be invisible on a linear axis. */
    private boolean areFarApart() {
        return most() / least() > TOO_FAR;
    }

    /**
     * The axis of all metrics that are better in the direction of this one: bars of several metrics are compared by
     * eye.
     *
     * @param alike at least one, whose bars are on that axis
     */
    static Scale scale(List<LevelShares> alike, double from, double to) {
        double least = alike.stream().mapToDouble(LevelShares::least).min().orElse(1);
        double most = alike.stream().mapToDouble(LevelShares::most).max().orElse(1);
        // bars have no zero on an axis of ratios, so it begins well below the shortest bar
        return alike.stream().anyMatch(LevelShares::areFarApart)
                ? new Scale(least / 1.6, most, true, from, to)
                : new Scale(0, most, false, from, to);
    }

    private double least() {
        return byLevel.values().stream().reduce(1.0, Math::min);
    }

    private double most() {
        return byLevel.values().stream().reduce(1.0, Math::max);
    }

    /** The share of the next level above. */
    @Nullable
    Double above(Level level) {
        return level.depth() == 0 ? null : byLevel.get(new Level(level.depth() - 1));
    }

    /** Null if it was not measured, it cannot be compared, or the figure is not a quantity. */
    static @Nullable Double value(Column column, Level level) {
        Double value = column.values().get(level);
        return value != null && value > 0 && !value.isInfinite() ? value : null;
    }

    /** Null if the level above was not measured, or the ratio is not a number greater than 0. */
    static @Nullable Estimate difference(Column column, Level level) {
        Estimate difference = column.differences().get(level);
        return difference != null && difference.ratio() > 0 && Double.isFinite(difference.ratio()) ? difference : null;
    }
}
