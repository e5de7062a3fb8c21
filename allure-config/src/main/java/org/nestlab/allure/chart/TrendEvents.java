package org.nestlab.allure.chart;

import java.util.List;
import java.util.TreeSet;
import org.nestlab.experiment.OverheadText;

/** The events in a trend: changes of the machines and of the level of the ratio. */
final class TrendEvents {

    private final Svg svg;
    private final Plot plot;
    private final Trend trend;
    private final TrendText text;
    private final double top;
    private final double bottom;

    TrendEvents(Svg svg, Plot plot, Trend trend, TrendText text, double top, double bottom) {
        this.svg = svg;
        this.plot = plot;
        this.trend = trend;
        this.text = text;
        this.top = top;
        this.bottom = bottom;
    }

    /** A triangle above and a dotted line down, with what changed beside it unless that covers the previous text. */
    void changes() {
        double free = plot.left();
        List<Trend.Change> changes = trend.changes();
        for (int i = 0; i < changes.size(); i++) {
            Trend.Change change = changes.get(i);
            double x = plot.before(change.point());
            double next =
                    i + 1 < changes.size() ? plot.before(changes.get(i + 1).point()) - 5 : Svg.WIDTH;
            String label = TrendText.brief(change);
            double width = Figures.width(label);
            svg.group("Changed " + text.change(change))
                    .rect(x - 4, top - 14, 8, bottom - top + 14, "n-hit")
                    .line(x, top - 4, x, bottom, "n-change")
                    .path(
                            new Path()
                                    .move(x - 4, top - 11)
                                    .line(x + 4, top - 11)
                                    .line(x, top - 4)
                                    .close(),
                            "n-change-mark");
            if (x - 5 >= free && x + 7 + width <= next) {
                svg.text(x + 7, top - 4, "n-small n-dim", label);
                free = x + 7 + width;
            } else if (x - 7 - width >= free) {
                svg.text(x - 7, top - 4, "n-small n-dim n-end", label);
                free = x + 5;
            } else {
                free = Math.max(free, x + 5);
            }
            svg.end();
        }
    }

    /** A line down, the two levels beside it, and by how much they differ. */
    void steps() {
        TreeSet<Integer> bounds = new TreeSet<>();
        trend.changes().forEach(it -> bounds.add(it.point()));
        trend.steps().forEach(it -> bounds.add(it.point()));
        for (Trend.Step step : trend.steps()) {
            Integer earlier = bounds.lower(step.point());
            Integer later = bounds.higher(step.point());
            double x = plot.before(step.point());
            double from = plot.before(earlier == null ? 0 : earlier);
            double to = later == null ? plot.after(trend.points().size() - 1) : plot.before(later);
            String label = "◆ " + OverheadText.signed(step.after() / step.before());
            boolean fits = x + 6 + Figures.width(label) < plot.right();
            svg.group("Another level: " + text.step(step))
                    .rect(x - 4, top, 8, bottom - top, "n-hit")
                    .path(
                            new Path()
                                    .move(from, plot.y(step.before()))
                                    .line(x, plot.y(step.before()))
                                    .move(x, top)
                                    .line(x, bottom)
                                    .move(x, plot.y(step.after()))
                                    .line(to, plot.y(step.after())),
                            "n-step")
                    .text(
                            x + (fits ? 6 : -6),
                            top + 14,
                            "n-small n-halo n-bold n-step-text" + (fits ? "" : " n-end"),
                            label)
                    .end();
        }
    }
}
