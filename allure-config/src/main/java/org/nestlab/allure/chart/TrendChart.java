package org.nestlab.allure.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A trend as a picture: the ratio of each run with its interval, the limit and the tolerance, the shape and colour of
 * each verdict, and where the machines or the level of the ratio changed. If there are too many runs, the intervals
 * become a band and only some of the marks are drawn, among them all failures.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TrendChart {

    private static final int LEFT = 56;
    private static final int RIGHT = Svg.WIDTH - 12;
    private static final int TOP = 66;
    private static final int BOTTOM = 216;
    /** With more points than these, marks touch. */
    private static final int ROOM = 70;
    /** How many lines of changes are below the picture; tooltips show the others. */
    private static final int NOTES = 4;

    private final Trend trend;
    private final TrendText text;
    private final List<Trend.Point> points;
    private final Svg svg = new Svg();

    private TrendChart(Trend trend, Set<UUID> reported) {
        this.trend = trend;
        text = new TrendText(trend, trend.newest(reported));
        points = trend.points();
    }

    /** The picture of a trend, which may be without points. */
    public static String svg(Trend trend) {
        return svg(trend, Set.of());
    }

    /**
     * The same in the report of a run.
     *
     * @param reported the experiments of that run; the corner shows the worst of them
     */
    public static String svg(Trend trend, Set<UUID> reported) {
        return new TrendChart(trend, reported).draw();
    }

    private String draw() {
        double corner = text.newest().map(it -> Figures.width(corner(it)) + 24).orElse(0.0);
        svg.text(8, 20, "n-bold", text.title(), Svg.WIDTH - 16 - corner)
                .text(8, 38, "n-small n-dim", text.machines(), Svg.WIDTH - 8);
        text.newest().ifPresent(this::newest);
        Optional<Scale> ratios = Ranges.of(points, BOTTOM, TOP);
        if (ratios.isEmpty()) {
            svg.text(8, 80, "n-dim", points.isEmpty() ? "Nothing was measured yet." : "No run came to a ratio.");
            return svg.done(100, text.title(), text.description());
        }
        Plot plot = new Plot(ratios.get(), LEFT, RIGHT, trend);
        boolean crowded = points.size() > ROOM;
        TrendLines lines = new TrendLines(svg, plot, points);
        TrendEvents events = new TrendEvents(svg, plot, trend, text, TOP, BOTTOM);
        lines.tolerance();
        frame(plot, limit(lines));
        if (crowded) {
            lines.band();
        }
        events.changes();
        lines.ratios(crowded);
        lines.limits();
        if (!crowded) {
            lines.whiskers();
        }
        marks(plot);
        events.steps();
        int height = notes((int) legend() + 23);
        return svg.done(height, text.title(), text.description());
    }

    /** The current result, in the corner; if a run measured the metric twice, the worse result. */
    private void newest(Trend.Point point) {
        Mark mark = Mark.of(point.word());
        svg.group(text.told(point)).text(Svg.WIDTH - 24, 20, "n-bold n-end " + mark.textStyle(), corner(point));
        mark.draw(svg, Svg.WIDTH - 14, 15.5);
        svg.end();
    }

    private static String corner(Trend.Point point) {
        return point.estimate().map(it -> it.ratioText() + " ").orElse("") + point.word();
    }

    /** The limit of the result in the corner, or else the newest limit. */
    private OptionalDouble limit(TrendLines lines) {
        return text.newest()
                .flatMap(Trend.Point::threshold)
                .map(threshold -> OptionalDouble.of(threshold.target()))
                .orElseGet(lines::limit);
    }

    private void frame(Plot plot, OptionalDouble limit) {
        List<Double> limits = limit.stream().boxed().toList();
        Grid.draw(svg, plot.ratios(), LEFT, RIGHT, limits, Figures::tick);
        limits.forEach(it -> Grid.limit(svg, plot.ratios(), LEFT, it));
        svg.text(8, TOP - 6, "n-small n-dim", "ratio").line(LEFT, BOTTOM, RIGHT, BOTTOM, "n-axis");
        days(plot);
    }

    private void days(Plot plot) {
        int runs = trend.runs().size();
        int ticks = Math.min(runs, 5);
        Function<Instant, String> label =
                label(trend.runs().get(0).at(), trend.runs().get(runs - 1).at());
        String before = "";
        for (int i = 0; i < ticks; i++) {
            int run = ticks == 1 ? 0 : Math.round(i * (runs - 1) / (float) (ticks - 1));
            String day = label.apply(trend.runs().get(run).at());
            double x = plot.run(run);
            svg.line(x, BOTTOM, x, BOTTOM + 4, "n-axis");
            if (!day.equals(before)) {
                boolean fits = x + Figures.width(day) / 2 < Svg.WIDTH;
                svg.text(fits ? x : Svg.WIDTH - 4, BOTTOM + 17, "n-small n-dim " + (fits ? "n-mid" : "n-end"), day);
            }
            before = day;
        }
    }

    private static Function<Instant, String> label(Instant first, Instant last) {
        if (Figures.date(first).equals(Figures.date(last))) {
            return Figures::time;
        }
        return Duration.between(first, last).toDays() > 300 ? Figures::month : Figures::day;
    }

    private void marks(Plot plot) {
        int every = (points.size() + ROOM - 1) / ROOM;
        double reach = Math.max(6, Math.min(24, plot.gap() * Math.max(1, every)));
        boolean[] shown = shown(every);
        for (boolean bad : new boolean[] {false, true}) {
            for (int i = 0; i < shown.length; i++) {
                Trend.Point point = points.get(i);
                Mark mark = Mark.of(point.word());
                if (shown[i] && mark.isBad() == bad) {
                    double y = point.estimate().map(it -> plot.y(it.ratio())).orElse(BOTTOM - 8.0);
                    svg.group(text.told(point)).rect(plot.x(i) - reach / 2, TOP, reach, BOTTOM - TOP, "n-hit");
                    mark.draw(svg, plot.x(i), y);
                    svg.end();
                }
            }
        }
    }

    /** Every n-th mark, the first and the last, those beside an event, and all failures. */
    private boolean[] shown(int every) {
        boolean[] shown = new boolean[points.size()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = i % every == 0
                    || i == shown.length - 1
                    || Mark.of(points.get(i).word()).isBad();
        }
        trend.changes().forEach(it -> shown[it.point()] = true);
        trend.steps().forEach(it -> shown[it.point()] = true);
        return shown;
    }

    /** The count of each verdict; returns the position of its end. */
    private double legend() {
        Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
        points.forEach(it -> counts.merge(Mark.of(it.word()), 1, Integer::sum));
        double x = LEFT;
        double y = BOTTOM + 33;
        for (Map.Entry<Mark, Integer> it : counts.entrySet()) {
            String word = it.getValue() + " " + it.getKey().word();
            double end = x + 24 + Figures.width(word);
            if (end > RIGHT + 10) {
                x = LEFT;
                y += 18;
            }
            it.getKey().draw(svg, x + 5, y);
            svg.text(x + 14, y + 4.5, "n-small", word);
            x += 24 + Figures.width(word);
        }
        return y;
    }

    /** What changed, in words, for readers without tooltips; returns the height. */
    private int notes(int top) {
        List<String> notes = new ArrayList<>();
        trend.steps().forEach(it -> notes.add("◆ " + text.step(it)));
        List<String> changes =
                trend.changes().stream().map(it -> "▼ " + text.change(it)).toList();
        int room = Math.max(0, NOTES - notes.size());
        int left = Math.max(0, changes.size() - room);
        notes.addAll(changes.subList(left, changes.size()));
        int y = top;
        svg.text(8, y, "n-small n-dim", text.span(), Svg.WIDTH - 16);
        for (String note : notes) {
            y += 18;
            svg.text(8, y, "n-small", note, Svg.WIDTH - 16);
        }
        if (left > 0) {
            y += 18;
            svg.text(8, y, "n-small n-dim", "▼ and %s before".formatted(Figures.count(left, "change")));
        }
        return y + 10;
    }
}
