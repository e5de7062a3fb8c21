package org.nestlab.allure.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/** The horizontal lines of a picture, with their values at the left. */
final class Grid {

    /** If two texts are nearer to each other than this, one covers the other. */
    private static final double LINE = 13;

    private Grid() {}

    /** Round quantities, without those that a limit would cover. */
    static void draw(
            Svg svg, Scale scale, double left, double right, List<Double> limits, DoubleFunction<String> label) {
        for (double tick : scale.ticks(5)) {
            double y = scale.at(tick);
            String text = label.apply(tick);
            if (!text.isEmpty()) {
                svg.line(left, y, right, y, "n-grid");
                if (limits.stream().noneMatch(it -> Math.abs(scale.at(it) - y) < LINE)) {
                    svg.text(left - 6, y + 4, "n-small n-dim n-end", text);
                }
            }
        }
    }

    /** A limit, in its own colour. */
    static void limit(Svg svg, Scale scale, double left, double limit) {
        svg.text(left - 6, scale.at(limit) + 4, "n-small n-end n-bold n-limit-text", Figures.tick(limit));
    }
}
