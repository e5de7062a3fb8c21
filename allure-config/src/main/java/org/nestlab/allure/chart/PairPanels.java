package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.nestlab.verdict.ClaimState;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;

/** The panels of a chart of pairs, one above the other: values, ratios, evidence. A pair has the same x in each. */
final class PairPanels {

    private static final double LEFT = 48;
    private static final double RIGHT = Svg.WIDTH - 12;
    private static final double INSET = 10;

    private final Svg svg;
    private final Comparison comparison;
    private final PairSeries series;
    private final double gap;

    PairPanels(Svg svg, Comparison comparison, PairSeries series) {
        this.svg = svg;
        this.comparison = comparison;
        this.series = series;
        gap = (RIGHT - LEFT - 2 * INSET) / Math.max(1, series.size() - 1);
    }

    private double x(int pair) {
        return series.size() == 1 ? (LEFT + RIGHT) / 2 : LEFT + INSET + pair * gap;
    }

    /** The values of both machines in each pair. */
    void values(double top, double bottom, String subject, String reference) {
        double least = PairsChart.values(series).min().orElse(1);
        double most = PairsChart.values(series).max().orElse(1);
        Scale scale = Scale.around(least, most, bottom, top);
        frame(top, bottom, scale, List.of(), Figures::tick);
        double room = (RIGHT - LEFT) / 2 - 30;
        svg.text(LEFT, top - 8, "n-small n-dim", comparison.metric().unit(), 100)
                .rect(RIGHT - room - 12, top - 16, 7, 7, "n-reference")
                .text(RIGHT - room, top - 8, "n-small", reference, room)
                .path(Mark.octagon(RIGHT - 2 * room + 22, top - 12.5, 4), "n-subject")
                .text(RIGHT - 2 * room + 31, top - 8, "n-small", subject, room - 40);
        Path between = new Path();
        for (int i = 0; i < series.size(); i++) {
            between.move(x(i), scale.at(series.pairs().get(i).subject().value()))
                    .line(x(i), scale.at(series.pairs().get(i).reference().value()));
        }
        svg.path(between, "n-grid");
        double size = Math.min(3.5, Math.max(1.5, gap / 3));
        for (int i = 0; i < series.size(); i++) {
            double y = scale.at(series.pairs().get(i).reference().value());
            svg.rect(x(i) - size, y - size, 2 * size, 2 * size, "n-reference");
            svg.path(Mark.octagon(x(i), scale.at(series.pairs().get(i).subject().value()), size + 0.5), "n-subject");
        }
    }

    /** The ratio of each pair, with the limit and the estimate from all pairs. */
    void ratios(double top, double bottom) {
        List<Double> wanted = new ArrayList<>(series.ratios());
        comparison.threshold().ifPresent(it -> Ranges.add(wanted, it));
        List<Estimate> estimates = comparison.estimate().stream()
                .filter(it -> it.bounded() && it.ratio() > 0 && Double.isFinite(it.ratio()))
                .toList();
        Scale scale = Ranges.around(wanted, estimates, bottom, top);
        comparison.threshold().filter(it -> it.tolerance() > 0).ifPresent(it -> {
            double target = scale.at(it.target());
            svg.rect(LEFT, target, RIGHT - LEFT, scale.at(it.floor()) - target, "n-tolerance");
        });
        estimates.forEach(it -> {
            double high = scale.at(it.high());
            svg.rect(LEFT, high, RIGHT - LEFT, scale.at(it.low()) - high, "n-band");
        });
        List<Double> limits =
                comparison.threshold().map(Threshold::target).stream().toList();
        frame(top, bottom, scale, limits, Figures::tick);
        svg.text(LEFT, top - 8, "n-small n-dim", "ratio")
                .text(RIGHT, top - 8, "n-small n-end", estimated(), RIGHT - LEFT - 60);
        limits.forEach(it -> {
            svg.line(LEFT, scale.at(it), RIGHT, scale.at(it), "n-limit");
            Grid.limit(svg, scale, LEFT, it);
        });
        double size = Math.min(3.5, Math.max(1.5, gap / 3));
        for (int i = 0; i < series.size(); i++) {
            svg.path(Mark.octagon(x(i), scale.at(series.ratios().get(i)), size), "n-ratio");
        }
    }

    private String estimated() {
        return comparison.estimate().map(it -> "estimate " + it).orElse("no estimate");
    }

    /** The evidence after each pair, on a logarithmic scale that begins at 0.1. */
    void evidence(double top, double bottom, double wantedFor, double wantedAgainst) {
        double most = Math.max(wantedFor, wantedAgainst);
        for (ClaimState it : series.standings()) {
            most = Math.max(most, Math.max(it.lnFor(), it.lnAgainst()));
        }
        Scale scale = new Scale(-1, most / Math.log(10) + 0.4, false, bottom, top);
        frame(top, bottom, scale, List.of(), power -> Math.rint(power) == power ? power(power) : "");
        ClaimState last = series.last();
        limit(scale, wantedFor, "n-for", "n-for-text", "within from ", wantedFor > wantedAgainst);
        limit(scale, wantedAgainst, "n-against", "n-against-text", "exceeded from ", wantedAgainst >= wantedFor);
        line(scale, ClaimState::lnFor, "n-for");
        line(scale, ClaimState::lnAgainst, "n-against");
        svg.text(LEFT, top - 8, "n-small n-dim", "evidence");
        double x = LEFT + 96;
        x = legend(
                x,
                top - 12,
                Mark.WITHIN,
                "for %s of %s".formatted(Figures.evidence(last.lnFor()), Figures.evidence(wantedFor)));
        legend(
                x,
                top - 12,
                Mark.EXCEEDED,
                "against %s of %s".formatted(Figures.evidence(last.lnAgainst()), Figures.evidence(wantedAgainst)));
    }

    private static String power(double power) {
        return power < 0 ? "0.1" : power <= 6 ? Figures.tick(Math.pow(10, power)) : "1e" + (int) power;
    }

    private double legend(double x, double y, Mark mark, String text) {
        mark.draw(svg, x, y);
        svg.text(x + 9, y + 4.5, "n-small", text);
        return x + 28 + Figures.width(text);
    }

    private void limit(Scale scale, double ln, String style, String textStyle, String word, boolean above) {
        double y = scale.at(ln / Math.log(10));
        svg.line(LEFT, y, RIGHT, y, style + " n-wanted")
                .text(LEFT + 4, above ? y - 4 : y + 13, "n-small n-halo " + textStyle, word + Figures.evidence(ln));
    }

    private void line(Scale scale, ToDoubleFunction<ClaimState> ln, String style) {
        Path path = new Path();
        for (int i = 0; i < series.size(); i++) {
            double y = scale.at(ln.applyAsDouble(series.standings().get(i)) / Math.log(10));
            if (i == 0) {
                path.move(x(0), y);
            } else {
                path.line(x(i), y);
            }
        }
        svg.path(path, style);
        Mark end = style.equals("n-for") ? Mark.WITHIN : Mark.EXCEEDED;
        end.draw(svg, x(series.size() - 1), scale.at(ln.applyAsDouble(series.last()) / Math.log(10)));
    }

    private void frame(double top, double bottom, Scale scale, List<Double> limits, DoubleFunction<String> label) {
        if (series.carried() > 0) {
            double end = series.carried() == series.size() ? RIGHT : x(series.carried()) - gap / 2;
            svg.group(Figures.count(series.carried(), "pair") + " of earlier runs")
                    .rect(LEFT, top, end - LEFT, bottom - top, "n-carried")
                    .end();
        }
        Grid.draw(svg, scale, LEFT, RIGHT, limits, label);
        svg.line(LEFT, bottom, RIGHT, bottom, "n-axis");
    }

    /** The numbers of the pairs, in order. */
    void axis(double bottom) {
        int size = series.size();
        Scale numbers = new Scale(1, Math.max(2, size), false, 0, 1);
        for (double tick : size == 1 ? List.of(1.0) : numbers.ticks(8)) {
            if (Math.rint(tick) == tick && tick >= 1) {
                double x = x((int) tick - 1);
                svg.line(x, bottom, x, bottom + 4, "n-axis")
                        .text(x, bottom + 17, "n-small n-dim n-mid", Figures.tick(tick));
            }
        }
        String carried = series.carried() == 0
                ? ""
                : series.carried() == 1
                        ? ", the first of earlier runs"
                        : ", the first %d of earlier runs".formatted(series.carried());
        svg.text((LEFT + RIGHT) / 2, bottom + 33, "n-small n-dim n-mid", "pair" + carried);
    }

    /**
     * The area in which the pointer shows a pair's tooltip.
     *
     * @param told the tooltip
     */
    void hit(int pair, double top, double bottom, String told) {
        double reach = Math.min(40, gap);
        svg.group(told)
                .rect(x(pair) - reach / 2, top, reach, bottom - top, "n-hit")
                .end();
    }
}
