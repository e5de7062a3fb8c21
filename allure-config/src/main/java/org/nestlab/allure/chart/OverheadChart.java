package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.experiment.OverheadText;
import org.nestlab.machine.Level;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;

/**
 * The overhead table as a picture: for each metric a bar for each level, whose length is the level's figure relative to
 * that of the first level. The loss against the level above is drawn at the end of the bar; if lower is better, the bar
 * of a worse level is longer. Beside the bar are the measured value and its difference from the level above, with the
 * interval.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OverheadChart {

    private static final int LEFT = 34;
    private static final int RIGHT = 212;
    private static final int VALUES = 286;
    private static final int LOSSES = 294;
    private static final int HEAD = 62;
    private static final int LINE = 17;
    private static final int NAME = 22;
    private static final int ROW = 21;
    private static final int BAR = 13;
    private static final int GAP = 26;

    private final String title;
    private final OverheadTable table;
    private final List<LevelShares> metrics;
    private final Function<Metric, String> names;
    private final Svg svg = new Svg();

    private OverheadChart(String title, OverheadTable table, Function<Metric, String> names) {
        this.title = title;
        this.table = table;
        this.names = names;
        metrics = table.columns().stream()
                .map(column -> LevelShares.of(column, table.levels()))
                .toList();
    }

    /** The picture of a table, which may be empty or have cells without a measurement. */
    public static String svg(OverheadTable table) {
        return new OverheadChart("What each level costs", table, Metric::name).draw();
    }

    /**
     * The picture of one workload's metrics, whose names are shown without the workload.
     *
     * @param table all its metrics are of that workload
     */
    public static String svg(String workload, OverheadTable table) {
        return new OverheadChart(workload, table, Metric::quantity).draw();
    }

    private String draw() {
        int top = lines("n-bold", title, 20) - 20;
        if (metrics.isEmpty()) {
            svg.text(8, top + 38, "n-small n-dim", "%s tier".formatted(table.tier()))
                    .text(8, top + 70, "n-dim", "Nothing was measured yet.");
            return svg.done(top + 90, described(), "Nothing was measured yet.");
        }
        svg.text(
                8,
                top + 38,
                "n-small n-dim",
                "%s tier; bars: the figure beside %s's; dashed: lost at that step".formatted(table.tier(), base()));
        svg.text(VALUES, top + 56, "n-small n-dim n-end", "median")
                .text(LOSSES, top + 56, "n-small n-dim", "change at this step" + confidence());
        int rows = table.levels().size() * ROW;
        int y = top + HEAD;
        for (LevelShares shares : metrics) {
            Scale scale = LevelShares.scale(alike(shares), LEFT, RIGHT);
            y = name(shares.metric(), scale.ratios(), y + 15) + NAME - 15;
            axis(scale, shares.lowerIsBetter(), y - 2, y + rows - 4);
            for (Level level : table.levels()) {
                row(shares, scale, level, y);
                y += ROW;
            }
            y += GAP;
        }
        return svg.done(y, described(), description());
    }

    private List<LevelShares> alike(LevelShares shares) {
        return metrics.stream()
                .filter(it -> it.lowerIsBetter() == shares.lowerIsBetter())
                .toList();
    }

    private String described() {
        return "%s, %s tier".formatted(title, table.tier());
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

    private void axis(Scale scale, boolean multiples, int top, int bottom) {
        for (double tick : scale.ticks(5)) {
            double x = scale.at(tick);
            String text = multiples ? Figures.tick(tick) + " ×" : Figures.tick(tick * 100) + " %";
            svg.line(x, top, x, bottom, "n-grid").text(x, bottom + 13, "n-tiny n-dim n-mid", text);
        }
    }

    /** The metric and its unit, side by side if they fit, otherwise one below the other; returns the last line. */
    private int name(Metric metric, boolean ratios, int y) {
        String name = names.apply(metric);
        String unit = "%s, %s is better%s"
                .formatted(metric.unit(), metric.better().name().toLowerCase(Locale.ROOT), ratios ? "; log axis" : "");
        if (Figures.width(name) + Figures.width(unit) + 24 <= Svg.WIDTH) {
            svg.text(8, y, "n-bold", name).text(Svg.WIDTH - 8, y, "n-small n-dim n-end", unit);
            return y;
        }
        return lines("n-small n-dim", unit, lines("n-bold", name, y) + LINE);
    }

    /** Writes a text in as many lines as it takes; returns the last line. */
    private int lines(String style, String text, int y) {
        int last = y - LINE;
        for (String line : Figures.broken(text, Svg.WIDTH - 16)) {
            last += LINE;
            svg.text(8, last, style, line);
        }
        return last;
    }

    private void row(LevelShares shares, Scale scale, Level level, int y) {
        int baseline = y + 11;
        Column column = shares.column();
        Double value = LevelShares.value(column, level);
        svg.group(told(column, level)).text(8, baseline, "n-small", level.toString());
        if (value == null) {
            svg.text(VALUES, baseline, "n-dim n-end", "–");
            if (column.leftOut().containsKey(level)) {
                svg.text(LOSSES, baseline, "n-small n-dim", "cannot be compared");
            }
            svg.end();
            return;
        }
        @Nullable Double share = shares.byLevel().get(level);
        @Nullable Double above = shares.above(level);
        Estimate difference = LevelShares.difference(column, level);
        if (share != null) {
            double end = scale.at(share);
            svg.rect(LEFT, y, end - LEFT, BAR, "n-l" + Math.min(3, level.depth()));
            if (above != null) {
                lost(shares.lowerIsBetter(), difference, scale, share, above, y);
            }
        }
        svg.text(VALUES, baseline, "n-end", OverheadText.number(value));
        if (difference != null) {
            String text =
                    OverheadText.difference(column.metric(), level, difference).replace(" % to ", " to ");
            svg.text(LOSSES, baseline, "n-small", text, Svg.WIDTH - LOSSES + 12);
        }
        svg.end();
    }

    /** From the end of the bar to the end of the bar above, with the interval in which the bar may end. */
    private void lost(
            boolean lowerIsBetter, @Nullable Estimate difference, Scale scale, double share, double above, int y) {
        double from = scale.at(share);
        double to = scale.at(above);
        if (!lowerIsBetter && to - from > 1) {
            svg.rect(from, y + 0.5, to - from, BAR - 1, "n-lost");
        }
        if (difference != null && difference.bounded()) {
            double low = scale.at(lowerIsBetter ? above / difference.high() : above * difference.low());
            double high = scale.at(lowerIsBetter ? above / difference.low() : above * difference.high());
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

    private String told(Column column, Level level) {
        String what = "%s at %s".formatted(column.metric().name(), level);
        Double value = LevelShares.value(column, level);
        if (value == null) {
            String why = column.leftOut().get(level);
            return why == null ? what + ": not measured" : "%s: cannot be compared, as %s".formatted(what, why);
        }
        Estimate difference = LevelShares.difference(column, level);
        return "%s: %s %s%s"
                .formatted(
                        what,
                        OverheadText.number(value),
                        column.metric().unit(),
                        difference == null
                                ? ""
                                : "\n%s against the level above, from %s"
                                        .formatted(
                                                OverheadText.difference(column.metric(), level, difference),
                                                Figures.count(difference.pairs(), "pair")));
    }

    private String description() {
        List<String> sentences = new ArrayList<>();
        for (LevelShares shares : metrics) {
            for (Level level : table.levels()) {
                sentences.add(told(shares.column(), level).replace("\n", ", "));
            }
        }
        return String.join(". ", sentences) + ".";
    }
}
