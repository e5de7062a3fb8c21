package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;

/** The range of an axis of ratios. */
final class Ranges {

    private Ranges() {}

    /** Covers all ratios and limits, and intervals as far as the ratios stay visible. Empty if there is no ratio. */
    static Optional<Scale> of(List<Trend.Point> points, double from, double to) {
        List<Double> wanted = new ArrayList<>();
        List<Estimate> estimates =
                points.stream().flatMap(it -> it.estimate().stream()).toList();
        if (estimates.isEmpty()) {
            return Optional.empty();
        }
        estimates.forEach(it -> wanted.add(it.ratio()));
        points.forEach(it -> it.threshold().ifPresent(limit -> add(wanted, limit)));
        return Optional.of(around(wanted, estimates, from, to));
    }

    /** The range of a threshold's line and band. */
    static void add(List<Double> wanted, Threshold threshold) {
        wanted.add(threshold.target());
        wanted.add(threshold.floor());
    }

    static Scale around(List<Double> wanted, List<Estimate> estimates, double from, double to) {
        double least = Collections.min(wanted);
        double most = Collections.max(wanted);
        double room = Math.max(most - least, most * 0.05) * 0.5;
        double low = least;
        double high = most;
        for (Estimate it : estimates) {
            if (it.bounded()) {
                low = Math.min(low, Math.max(it.low(), least - room));
                high = Math.max(high, Math.min(it.high(), most + room));
            }
        }
        // an interval that reaches almost down to 0 does not justify an axis of ratios
        return Scale.around(
                low > 0 && most / least <= Scale.TOO_FAR ? Math.max(low, high / Scale.TOO_FAR) : least, high, from, to);
    }
}
