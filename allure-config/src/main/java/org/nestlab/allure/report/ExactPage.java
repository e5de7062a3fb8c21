package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nestlab.allure.chart.ExactChart;
import org.nestlab.allure.report.ExactFigures.OfKernel;
import org.nestlab.allure.report.ExactHistory.Step;

/** What exits cost in instructions, by vendor and kernel, as pictures and as tables. The page needs only a browser. */
final class ExactPage {

    /** The name of the page's file. */
    static final String FILE = "exact.html";

    private final ExactFigures figures;
    private final List<Step> steps;
    private final StringBuilder html = new StringBuilder(1 << 15);

    private ExactPage(ExactFigures figures, List<Step> steps) {
        this.figures = figures;
        this.steps = steps;
    }

    /** The whole page, without earlier runs. */
    static String of(ExactFigures figures) {
        return of(figures, List.of());
    }

    /**
     * The whole page.
     *
     * @param steps the measurements of earlier runs and of this one, the oldest first
     */
    static String of(ExactFigures figures, List<Step> steps) {
        ExactPage page = new ExactPage(figures, steps);
        page.html
                .append(PageHead.of("What exits cost, in instructions", "overhead.css"))
                .append("<h1>What exits cost, in instructions</h1>\n")
                .append(
                        "<p>Of one exit, or one request to a Linux: instructions of the guest, KVM and the program that answers, on an emulated L1 whose clock counts")
                .append(
                        " instructions. The same in every run, on any machine. What hardware does by itself is not in it.</p>\n");
        page.problems();
        for (String vendor : List.of("amd", "intel")) {
            page.vendor(
                    vendor,
                    figures.machines().stream()
                            .filter(it -> it.vendor().equals(vendor))
                            .toList());
        }
        return page.html.append("</main></body></html>\n").toString();
    }

    private void problems() {
        if (figures.problems().isEmpty()) {
            return;
        }
        html.append("<section class=\"note\"><h2>What could not be read</h2><ul>");
        figures.problems().forEach(p -> html.append("<li>").append(escape(p)).append("</li>"));
        html.append("</ul></section>\n");
    }

    private void vendor(String vendor, List<OfKernel> kernels) {
        if (kernels.isEmpty()) {
            return;
        }
        String name = vendor.equals("amd") ? "AMD (SVM)" : "Intel (VMX)";
        html.append("<section id=\"exact-%s\"><h2>%s</h2>\n".formatted(vendor, name));
        group(name, kernels, false);
        group(name, kernels, true);
        List<String> machines = kernels.stream().map(OfKernel::machine).toList();
        html.append(ExactTrends.of(steps.stream()
                .filter(step -> machines.contains(step.machine().machine()))
                .toList()));
        html.append("</section>\n");
    }

    /** Exits and requests are drawn separately, because a request takes many times as many instructions. */
    private void group(String name, List<OfKernel> kernels, boolean requests) {
        List<OfKernel> those = kernels.stream()
                .map(kernel -> kernel.only(requests))
                .filter(kernel -> !kernel.instructions().isEmpty())
                .toList();
        if (those.isEmpty()) {
            return;
        }
        html.append("<div class=\"trends\">\n");
        for (String level : List.of("L3", "L2")) {
            String title = "%s: one %s %s%s"
                    .formatted(name, requests ? "request to" : "exit of", level, level.equals("L3") ? ", nested" : "");
            html.append("<figure>")
                    .append(ExactChart.svg(
                            title, those.stream().map(it -> it.bars(level)).toList()))
                    .append("</figure>\n");
        }
        html.append("</div>\n");
        table(requests ? "request" : "exit", those);
    }

    private void table(String what, List<OfKernel> kernels) {
        SortedSet<String> keys = new TreeSet<>();
        kernels.forEach(it -> keys.addAll(it.instructions().keySet()));
        html.append("<div class=\"scroll\"><table><thead><tr><th>%s</th>".formatted(what));
        kernels.forEach(it -> html.append("<th title=\"%s\">%s<br>instructions</th><th>exits of L1</th>"
                .formatted(escape(it.machine() + ", " + it.emulator()), escape(it.kernel()))));
        html.append("</tr></thead><tbody>\n");
        for (String key : keys) {
            html.append("<tr><th>").append(escape(key)).append("</th>");
            kernels.forEach(it -> html.append("<td>%s</td><td>%s</td>"
                    .formatted(
                            instructions(it.instructions().get(key)),
                            exits(it.exits().get(key)))));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    private static String instructions(@Nullable Long value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%,d", value);
    }

    private static String exits(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }
}
