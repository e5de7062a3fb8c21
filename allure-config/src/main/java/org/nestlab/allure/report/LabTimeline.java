package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.nestlab.allure.report.Results.Step;

/** The steps of one lab as bars over time, in an SVG that uses the colours of the page. */
final class LabTimeline {

    private static final int WIDTH = 900;
    private static final int LABELS = 330;
    private static final int DURATIONS = 90;
    private static final int ROW = 22;
    private static final int SHOWN = 52;

    private LabTimeline() {}

    /**
     * The picture; empty if the lab had no steps. Labels are left, bars are right, one row for each step, time in
     * seconds.
     */
    static String of(Step lab) {
        List<Step> steps = lab.steps();
        if (steps.isEmpty()) {
            return "";
        }
        Instant zero = steps.stream().map(Step::start).min(Instant::compareTo).orElseThrow();
        long span = steps.stream().mapToLong(s -> end(zero, s)).max().orElse(1);
        double scale = (WIDTH - LABELS - DURATIONS) / (double) Math.max(1, span);
        int height = ROW * (steps.size() + 1);
        StringBuilder svg = new StringBuilder();
        svg.append("<div class=\"scroll\"><svg class=\"timeline\" role=\"img\" viewBox=\"0 0 %d %d\">"
                        .formatted(WIDTH, height))
                .append("<title>")
                .append(escape(lab.name()))
                .append("</title><desc>")
                .append(description(steps))
                .append("</desc>");
        axis(svg, span, scale, height);
        for (int i = 0; i < steps.size(); i++) {
            row(
                    svg,
                    steps.get(i),
                    ROW * (i + 1),
                    LABELS + Duration.between(zero, steps.get(i).start()).toMillis() * scale,
                    scale);
        }
        return svg.append("</svg></div>\n").toString();
    }

    private static void row(StringBuilder svg, Step step, int y, double x, double scale) {
        double width = Math.max(2, step.duration().toMillis() * scale);
        String level = step.parameters().getOrDefault("level", "").toLowerCase(Locale.ROOT);
        String colour = step.verdict().isBad() ? "bad" : level.matches("l[0-3]") ? level : "other";
        String mark = step.verdict().isBad() ? step.verdict().shape() + " " : "";
        String name = step.name().length() <= SHOWN ? step.name() : step.name().substring(0, SHOWN - 1) + "…";
        svg.append("<g><title>%s: %s</title>".formatted(escape(step.name()), Html.duration(step.duration())))
                .append("<text x=\"%d\" y=\"%d\" class=\"end\">%s</text>"
                        .formatted(LABELS - 8, y + 15, escape(mark + name)))
                .append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" class=\"%s\"/>",
                        x,
                        y + 4,
                        width,
                        ROW - 8,
                        colour))
                .append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\">%s</text></g>",
                        x + width + 5,
                        y + 15,
                        Html.duration(step.duration())));
    }

    private static void axis(StringBuilder svg, long span, double scale, int height) {
        long tick = tick(span);
        for (long t = 0; t <= span; t += tick) {
            double x = LABELS + t * scale;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/><text x=\"%.1f\" y=\"14\" class=\"axis\">%s</text>",
                    x,
                    ROW - 3,
                    x,
                    height,
                    x,
                    time(t, span)));
        }
    }

    /** In one unit along the axis: {@code 500 ms}, or {@code 0.5 s} if the axis reaches a second. */
    private static String time(long ms, long span) {
        return span < 1_000
                ? ms + " ms"
                : BigDecimal.valueOf(ms, 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** Milliseconds between marks, 1, 2 or 5 times a power of ten, so that there are at most six. */
    static long tick(long span) {
        long tick = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if (span / (tick * factor) <= 5) {
                    return tick * factor;
                }
            }
            tick *= 10;
        }
    }

    private static long end(Instant zero, Step step) {
        return Duration.between(zero, step.start()).plus(step.duration()).toMillis();
    }

    private static String description(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        steps.forEach(s -> text.append(escape(s.name()))
                .append(": ")
                .append(Html.duration(s.duration()))
                .append(s.verdict().isBad() ? ", failed. " : ". "));
        return text.toString().strip();
    }
}
