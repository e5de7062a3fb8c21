package org.nestlab.allure.chart;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;

/** What is drawn under the marks of a trend: tolerance, limit, intervals and the line of ratios. */
final class TrendLines {

    private final Svg svg;
    private final Plot plot;
    private final List<Trend.Point> points;

    TrendLines(Svg svg, Plot plot, List<Trend.Point> points) {
        this.svg = svg;
        this.plot = plot;
        this.points = points;
    }

    /** The loss that a comparison with a baseline accepts. */
    void tolerance() {
        Path band = new Path();
        for (int i = 0; i < points.size(); i++) {
            Threshold threshold = points.get(i).threshold().orElse(null);
            if (threshold != null && threshold.tolerance() > 0) {
                int end = endOfEqual(i);
                double high = plot.y(threshold.target());
                double low = plot.y(threshold.floor());
                band.move(plot.before(i), high)
                        .line(plot.after(end), high)
                        .line(plot.after(end), low)
                        .line(plot.before(i), low)
                        .close();
                i = end;
            }
        }
        svg.path(band, "n-tolerance");
    }

    void limits() {
        Path path = new Path();
        for (int i = 0; i < points.size(); i++) {
            Threshold threshold = points.get(i).threshold().orElse(null);
            if (threshold != null) {
                int end = endOfEqual(i);
                double y = plot.y(threshold.target());
                path.move(plot.before(i), y).line(plot.after(end), y);
                i = end;
            }
        }
        svg.path(path, "n-limit");
    }

    /** The newest one's. */
    OptionalDouble limit() {
        for (int i = points.size() - 1; i >= 0; i--) {
            Threshold threshold = points.get(i).threshold().orElse(null);
            if (threshold != null) {
                return OptionalDouble.of(threshold.target());
            }
        }
        return OptionalDouble.empty();
    }

    /** The last point in a row that has this point's threshold, wherever that was set. */
    private int endOfEqual(int from) {
        int end = from;
        while (end + 1 < points.size() && alike(points.get(from), points.get(end + 1))) {
            end++;
        }
        return end;
    }

    private static boolean alike(Trend.Point a, Trend.Point b) {
        Threshold one = a.threshold().orElse(null);
        Threshold other = b.threshold().orElse(null);
        return one != null && other != null && one.target() == other.target() && one.tolerance() == other.tolerance();
    }

    /** An interval for each point. */
    void whiskers() {
        Path path = new Path();
        double cap = Math.min(3, plot.gap() / 4);
        for (int i = 0; i < points.size(); i++) {
            Estimate estimate = bounded(i);
            if (estimate != null) {
                double x = plot.x(i);
                double low = plot.y(estimate.low());
                double high = plot.y(estimate.high());
                path.move(x, low)
                        .line(x, high)
                        .move(x - cap, low)
                        .line(x + cap, low)
                        .move(x - cap, high)
                        .line(x + cap, high);
            }
        }
        svg.path(path, "n-whisker");
    }

    /** All intervals as one area, if points are too close for one each. */
    void band() {
        Path path = new Path();
        for (int i = 0; i < points.size(); i++) {
            if (bounded(i) == null) {
                continue;
            }
            int end = i;
            path.move(plot.x(i), plot.y(points.get(i).estimate().orElseThrow().high()));
            for (Estimate next = next(end); next != null; next = next(end)) {
                end++;
                path.line(plot.x(end), plot.y(next.high()));
            }
            for (int k = end; k >= i; k--) {
                path.line(
                        plot.x(k), plot.y(points.get(k).estimate().orElseThrow().low()));
            }
            path.close();
            i = end;
        }
        svg.path(path, "n-band");
    }

    private @Nullable Estimate next(int point) {
        return point + 1 < points.size() ? bounded(point + 1) : null;
    }

    private @Nullable Estimate bounded(int point) {
        Estimate estimate = points.get(point).estimate().orElse(null);
        return estimate != null && estimate.bounded() && estimate.low() <= estimate.high() ? estimate : null;
    }

    /** From ratio to ratio; dotted over runs without one. */
    void ratios(boolean thin) {
        Path solid = new Path();
        Path dotted = new Path();
        int last = -1;
        boolean drawing = false;
        for (int i = 0; i < points.size(); i++) {
            Estimate estimate = points.get(i).estimate().orElse(null);
            if (estimate == null) {
                continue;
            }
            double x = plot.x(i);
            double y = plot.y(estimate.ratio());
            boolean neighbours = last == i - 1
                    && last >= 0
                    && points.get(i).run() - points.get(last).run() <= 1;
            if (neighbours) {
                if (!drawing) {
                    solid.move(
                            plot.x(last),
                            plot.y(points.get(last).estimate().orElseThrow().ratio()));
                }
                solid.line(x, y);
            } else if (last >= 0) {
                dotted.move(
                                plot.x(last),
                                plot.y(points.get(last).estimate().orElseThrow().ratio()))
                        .line(x, y);
            }
            drawing = neighbours;
            last = i;
        }
        svg.path(dotted, "n-line n-gap").path(solid, thin ? "n-line n-thin" : "n-line");
    }
}
