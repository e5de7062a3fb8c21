package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nestlab.allure.chart.ExactTrendChart;
import org.nestlab.allure.report.ExactFigures.OfKernel;
import org.nestlab.allure.report.ExactHistory.Step;

/** Figures of one machine from run to run: a picture, and a row for each run in which something changed. */
final class ExactTrends {

    private static final List<String> SHOWN =
            List.of("L2:cpuid", "L3:cpuid", "L3:wrmsr", "L3:port", "L3:mmio", "L3:hlt", "L3:touch");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ExactTrends() {}

    /** The trends of one vendor; empty if no machine has two runs. */
    static String of(List<Step> steps) {
        Map<String, List<Step>> byMachine = new LinkedHashMap<>();
        // Figures of requests are kept apart from those of exits.
        steps.stream()
                .filter(step -> step.machine().instructions().keySet().stream().anyMatch(SHOWN::contains))
                .forEach(step -> byMachine
                        .computeIfAbsent(step.machine().machine(), it -> new ArrayList<>())
                        .add(step));
        StringBuilder html = new StringBuilder();
        byMachine.forEach((machine, ofMachine) -> {
            if (ofMachine.size() > 1) {
                html.append("<h3>From run to run: ").append(escape(machine)).append("</h3>\n");
                html.append("<figure>").append(chart(ofMachine)).append("</figure>\n");
                table(html, ofMachine);
            }
        });
        return html.toString();
    }

    private static String chart(List<Step> steps) {
        List<String> labels = new ArrayList<>();
        @Nullable OfKernel before = null;
        for (Step step : steps) {
            labels.add(before == null ? step.machine().kernel() : changed(before, step.machine()));
            before = step.machine();
        }
        Map<String, List<@Nullable Long>> lines = new LinkedHashMap<>();
        for (String exit : SHOWN) {
            List<@Nullable Long> line = new ArrayList<>();
            steps.forEach(step -> line.add(step.machine().instructions().get(exit)));
            lines.put(exit, line);
        }
        return ExactTrendChart.svg("Instructions of one exit, run by run", labels, lines);
    }

    /** What has changed and may be the reason, the kernel's release first. */
    private static String changed(OfKernel before, OfKernel now) {
        List<String> changes = new ArrayList<>();
        if (!before.kernel().equals(now.kernel())) {
            changes.add(now.kernel());
        }
        now.identity().forEach((name, value) -> {
            if (!value.equals(before.identity().get(name))) {
                changes.add(value.length() < 60 ? name + " " + value : "another " + name.replace("'s SHA-256", ""));
            }
        });
        return String.join(", ", changes);
    }

    private static void table(StringBuilder html, List<Step> steps) {
        html.append("<div class=\"scroll\"><table><thead><tr><th>run</th><th>changed</th>");
        SHOWN.forEach(exit -> html.append("<th>").append(exit).append("</th>"));
        html.append("<th>exits of L1 for L3:cpuid</th></tr></thead><tbody>\n");
        int equal = 0;
        @Nullable OfKernel before = null;
        for (Step step : steps) {
            OfKernel now = step.machine();
            if (before != null
                    && before.instructions().equals(now.instructions())
                    && changed(before, now).isEmpty()) {
                equal++;
                continue;
            }
            equal = equalRows(html, equal);
            row(html, step.at(), before, now);
            before = now;
        }
        equalRows(html, equal);
        html.append("</tbody></table></div>\n");
    }

    private static int equalRows(StringBuilder html, int equal) {
        if (equal > 0) {
            html.append("<tr><th>and %d more</th><td>the same figures</td><td colspan=\"%d\"></td></tr>\n"
                    .formatted(equal, SHOWN.size() + 1));
        }
        return 0;
    }

    private static void row(StringBuilder html, Instant at, @Nullable OfKernel before, OfKernel now) {
        html.append("<tr><th>%s</th><td>%s</td>"
                .formatted(DAY.format(at), escape(before == null ? now.kernel() : changed(before, now))));
        for (String exit : SHOWN) {
            @Nullable Long value = now.instructions().get(exit);
            @Nullable Long was = before == null ? null : before.instructions().get(exit);
            html.append("<td>")
                    .append(value == null ? "–" : String.format(Locale.ROOT, "%,d", value))
                    .append(
                            value == null || was == null || was.equals(value) || was == 0
                                    ? ""
                                    : String.format(Locale.ROOT, " (%+.1f %%)", 100.0 * (value - was) / was))
                    .append("</td>");
        }
        @Nullable Double exits = now.exits().get("L3:cpuid");
        html.append("<td>")
                .append(exits == null ? "–" : String.format(Locale.ROOT, "%.1f", exits))
                .append("</td></tr>\n");
    }
}
