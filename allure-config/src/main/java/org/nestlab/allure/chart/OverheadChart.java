package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.experiment.OverheadText;
import org.nestlab.machine.Level;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;

/**
 * The overhead table as a picture: for each metric a bar for each level, as long as what is left of the first level's
 * figure, so that all metrics share one axis and a shorter bar is worse whichever way is better. What a level lost to
 * the one above is drawn at its bar's end. Beside the bar stand the measured value and the loss with its interval.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OverheadChart {

    private static final int LEFT = 34;
    private static final int RIGHT = 212;
    private static final int VALUES = 286;
    private static final int LOSSES = 294;
    private static final int HEAD = 62;
    private static final int NAME = 22;
    private static final int ROW = 21;
    private static final int BAR = 13;
    private static final int GAP = 26;

    private final OverheadTable table;
    private final List<Shares> metrics;
    private final Svg svg = new Svg();

    private OverheadChart(OverheadTable table) {
        this.table = table;
        metrics = table.columns().stream()
                .map(column -> Shares.of(column, table.levels()))
                .toList();
    }

    /** The picture of a table, which may be empty or have cells that nobody measured. */
    public static String svg(OverheadTable table) {
        return new OverheadChart(table).draw();
    }

    private String draw() {
        svg.text(8, 20, "n-bold", "What each level costs");
        if (metrics.isEmpty()) {
            svg.text(8, 38, "n-small n-dim", "%s tier".formatted(table.tier()))
                    .text(8, 70, "n-dim", "Nothing was measured yet.");
            return svg.done(90, title(), "Nothing was measured yet.");
        }
        svg.text(
                8,
                38,
                "n-small n-dim",
                "%s tier; bars: what is left of %s's figure; dashed: lost at that step"
                        .formatted(table.tier(), base()));
        svg.text(VALUES, 56, "n-small n-dim n-end", "median")
                .text(LOSSES, 56, "n-small n-dim", "change at this step" + confidence());
        int rows = table.levels().size() * ROW;
        int y = HEAD;
        for (Shares shares : metrics) {
            Scale scale = shares.scale();
            name(shares.metric(), scale.ratios(), y + 15);
            y += NAME;
            axis(scale, y - 2, y + rows - 4);
            for (Level level : table.levels()) {
                row(shares, scale, level, y);
                y += ROW;
            }
            y += GAP;
        }
        return svg.done(y, title(), description());
    }

    private String title() {
        return "What each level costs, %s tier".formatted(table.tier());
    }

    /** For example {@code  (95 %)}, where all intervals are of one confidence. */
    private String confidence() {
        List<String> all = table.columns().stream()
                .flatMap(column -> column.differences().values().stream())
                .filter(Estimate::bounded)
                .map(it -> Figures.tick(it.confidence() * 100))
                .distinct()
                .toList();
        return all.size() == 1 ? " (%s %%)".formatted(all.get(0)) : "";
    }

    private String base() {
        return metrics.stream()
                .flatMap(shares -> shares.base().stream())
                .min(Level::compareTo)
                .map(Level::toString)
                .orElse("the first level");
    }

    private void axis(Scale scale, int top, int bottom) {
        for (double tick : scale.ticks(5)) {
            double x = scale.at(tick);
            svg.line(x, top, x, bottom, "n-grid")
                    .text(x, bottom + 13, "n-tiny n-dim n-mid", Figures.tick(tick * 100) + " %");
        }
    }

    private void name(Metric metric, boolean ratios, int y) {
        String unit = "%s, %s is better%s"
                .formatted(metric.unit(), metric.better().name().toLowerCase(Locale.ROOT), ratios ? "; log axis" : "");
        double room = Svg.WIDTH - 24 - Math.min(250, Figures.width(unit));
        svg.text(8, y, "n-bold", metric.name(), room).text(Svg.WIDTH - 8, y, "n-small n-dim n-end", unit, 250);
    }

    private void row(Shares shares, Scale scale, Level level, int y) {
        int baseline = y + 11;
        Double value = value(shares.column(), level);
        svg.group(told(shares.column(), level)).text(8, baseline, "n-small", level.toString());
        if (value == null) {
            svg.text(VALUES, baseline, "n-dim n-end", "–").end();
            return;
        }
        @Nullable Double share = shares.byLevel().get(level);
        @Nullable Double above = shares.above(level);
        if (share != null) {
            double end = scale.at(share);
            svg.rect(LEFT, y, end - LEFT, BAR, "n-l" + Math.min(3, level.depth()));
            if (above != null) {
                lost(difference(shares.column(), level), scale, share, above, y);
            }
        }
        svg.text(VALUES, baseline, "n-end", OverheadText.number(value));
        Estimate difference = difference(shares.column(), level);
        if (difference != null) {
            String text = OverheadText.difference(difference).replace(" % to ", " to ");
            svg.text(LOSSES, baseline, "n-small", text, Svg.WIDTH - LOSSES + 12);
        }
        svg.end();
    }

    /** From the bar's end to where the bar above ends, and where by the interval the bar may end. */
    private void lost(@Nullable Estimate difference, Scale scale, double share, double above, int y) {
        double from = scale.at(Math.min(share, above));
        double to = scale.at(Math.max(share, above));
        if (share < above && to - from > 1) {
            svg.rect(from, y + 0.5, to - from, BAR - 1, "n-lost");
        }
        if (difference != null && difference.bounded()) {
            double low = scale.at(above * difference.low());
            double high = scale.at(above * difference.high());
            double middle = y + BAR / 2.0;
            Path whisker = new Path()
                    .move(low, middle - 4)
                    .line(low, middle + 4)
                    .move(low, middle)
                    .line(high, middle)
                    .move(high, middle - 4)
                    .line(high, middle + 4);
            svg.path(whisker, "n-whisker-halo").path(whisker, "n-whisker");
        }
    }

    /** Null where nobody measured it, or what was measured is no quantity. */
    private static @Nullable Double value(Column column, Level level) {
        Double value = column.values().get(level);
        return value != null && value > 0 && !value.isInfinite() ? value : null;
    }

    private static @Nullable Estimate difference(Column column, Level level) {
        Estimate difference = column.differences().get(level);
        return difference != null && difference.ratio() > 0 && Double.isFinite(difference.ratio()) ? difference : null;
    }

    private String told(Column column, Level level) {
        Double value = value(column, level);
        if (value == null) {
            return "%s at %s: not measured".formatted(column.metric().name(), level);
        }
        Estimate difference = difference(column, level);
        return "%s at %s: %s %s%s"
                .formatted(
                        column.metric().name(),
                        level,
                        OverheadText.number(value),
                        column.metric().unit(),
                        difference == null
                                ? ""
                                : "\n%s against the level above, from %s"
                                        .formatted(
                                                OverheadText.difference(difference),
                                                Figures.count(difference.pairs(), "pair")));
    }

    private String description() {
        List<String> sentences = new ArrayList<>();
        for (Shares shares : metrics) {
            for (Level level : table.levels()) {
                sentences.add(told(shares.column(), level).replace("\n", ", "));
            }
        }
        return String.join(". ", sentences) + ".";
    }

    /**
     * A metric's levels as shares of the first level that has a value.
     *
     * @param byLevel greater than 0 and finite; less than 1 where a level is worse
     */
    private record Shares(Column column, Map<Level, Double> byLevel) {

        static Shares of(Column column, List<Level> levels) {
            Map<Level, Double> shares = new TreeMap<>();
            Double first = null;
            for (Level level : levels) {
                Double value = value(column, level);
                if (value != null) {
                    first = first == null ? value : first;
                    double share = Math.exp(column.metric().lnRatio(value, first));
                    shares.put(level, Math.max(1e-9, Math.min(1e9, share)));
                }
            }
            return new Shares(column, shares);
        }

        Metric metric() {
            return column.metric();
        }

        Optional<Level> base() {
            return byLevel.keySet().stream().findFirst();
        }

        /** From nothing, unless a level is so much worse that nothing would be seen of it. */
        Scale scale() {
            double least = byLevel.values().stream().reduce(1.0, Math::min);
            double most = byLevel.values().stream().reduce(1.0, Math::max);
            // bars have no zero on an axis of ratios: it begins a good step below the shortest
            return most / least > Scale.TOO_FAR
                    ? new Scale(least / 1.6, most, true, LEFT, RIGHT)
                    : new Scale(0, most, false, LEFT, RIGHT);
        }

        /** The share of the next level above. */
        @Nullable
        Double above(Level level) {
            return level.depth() == 0 ? null : byLevel.get(new Level(level.depth() - 1));
        }
    }
}
