package org.nestlab.allure.chart;

import java.util.List;

/** The positions of a trend's runs: at equal distances, whatever time is between them. */
final class Plot {

    /** The distance between the frame and the first and last run. */
    private static final double INSET = 8;

    private final Scale ratios;
    private final double left;
    private final double right;
    private final double gap;
    private final boolean alone;
    private final double[] places;

    Plot(Scale ratios, double left, double right, Trend trend) {
        this.ratios = ratios;
        this.left = left;
        this.right = right;
        int runs = trend.runs().size();
        alone = runs == 1;
        gap = runs > 1 ? (right - left - 2 * INSET) / (runs - 1) : right - left - 2 * INSET;
        places = places(trend.points());
    }

    /** Several experiments of one run are side by side. */
    private double[] places(List<Trend.Point> points) {
        double[] all = new double[points.size()];
        int begin = 0;
        for (int i = 0; i < all.length; i++) {
            boolean last = i + 1 == all.length
                    || points.get(i + 1).run() != points.get(i).run();
            if (last) {
                int together = i - begin + 1;
                for (int k = begin; k <= i; k++) {
                    double aside = together == 1 ? 0 : ((k - begin + 0.5) / together - 0.5) * 0.7 * Math.min(gap, 60);
                    all[k] = Math.max(left, Math.min(right, run(points.get(k).run()) + aside));
                }
                begin = i + 1;
            }
        }
        return all;
    }

    /** The middle of a run. */
    double run(int place) {
        return alone ? (left + right) / 2 : left + INSET + place * gap;
    }

    double x(int point) {
        return places[point];
    }

    /** Between a point and the one before it. */
    double before(int point) {
        return point == 0 ? Math.max(left, x(0) - gap / 2) : (x(point - 1) + x(point)) / 2;
    }

    /** Between a point and the one after it. */
    double after(int point) {
        return point + 1 == places.length ? Math.min(right, x(point) + gap / 2) : before(point + 1);
    }

    double y(double ratio) {
        return ratios.at(ratio);
    }

    /** Between two runs. */
    double gap() {
        return gap;
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    Scale ratios() {
        return ratios;
    }
}
