package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nestlab.allure.report.Results.Attachment;
import org.nestlab.allure.report.Results.Step;
import org.nestlab.allure.report.Results.Test;

/** The page that needs only a browser: no script, no other file, no other host. */
final class Page {

    private final StringBuilder html = new StringBuilder();

    private Page() {}

    /**
     * The whole page.
     *
     * @param overhead the headline of the overhead page, which is beside this one
     * @param environment versions by name, in order
     * @param looked the folders that were searched for results, for the page without any
     */
    static String of(Results results, Headline overhead, Map<String, String> environment, List<?> looked) {
        Page page = new Page();
        page.head(results);
        page.overhead(overhead);
        page.problems(results);
        if (results.tests().isEmpty()) {
            page.nothing(looked);
        }
        results.tests().stream()
                .sorted(Comparator.comparing(Test::verdict).thenComparing(Test::start))
                .forEach(page::test);
        page.labs(results);
        page.environment(environment);
        return page.html.append("</main></body></html>\n").toString();
    }

    private void head(Results results) {
        html.append(PageHead.of("Nestlab report")).append("<h1>Nestlab report</h1>\n<ul class=\"counts\">");
        for (TestStatus verdict : TestStatus.values()) {
            long count = results.count(verdict);
            if (count > 0) {
                html.append("<li class=\"%s\"><b>%s %d</b> %s</li>"
                        .formatted(verdict.word(), verdict.shape(), count, verdict.word()));
            }
        }
        html.append("</ul>\n");
    }

    private void overhead(Headline headline) {
        html.append("<p class=\"turn\"><a href=\"%s\">What each level costs</a>: %s %s</p>\n"
                .formatted(OverheadPage.FILE, headline.verdict().shape(), escape(headline.text())));
    }

    private void problems(Results results) {
        if (results.problems().isEmpty()) {
            return;
        }
        html.append("<section class=\"note\"><h2>Results that could not be read</h2><ul>");
        results.problems().forEach(p -> html.append("<li>").append(escape(p)).append("</li>"));
        html.append("</ul></section>\n");
    }

    private void nothing(List<?> looked) {
        html.append(
                        "<section class=\"note\"><h2>No results</h2><p>No test left a result. Either no test was run, or the")
                .append(" run ended before the first test did: the build's log says which.</p><p>Looked in:</p><ul>");
        looked.forEach(folder ->
                html.append("<li><code>").append(escape(folder.toString())).append("</code></li>"));
        html.append("</ul></section>\n");
    }

    private void test(Test test) {
        html.append("<details class=\"test %s\"%s><summary>"
                .formatted(test.verdict().word(), test.verdict().isBad() ? " open" : ""));
        html.append("<span class=\"verdict\">%s %s</span> <span class=\"name\">%s <small>%s</small></span>"
                .formatted(
                        test.verdict().shape(),
                        test.verdict().word(),
                        escape(test.name()),
                        escape(test.suite().substring(test.suite().lastIndexOf('.') + 1))));
        tag(test.label("lab"));
        tag(test.label("tier"));
        html.append("<span class=\"time\">%s</span></summary><div>".formatted(Html.duration(test.duration())));
        test.category()
                .ifPresent(
                        c -> html.append("<p class=\"turn\">").append(c.title()).append("</p>"));
        if (!test.message().isBlank()) {
            html.append("<pre class=\"message\">")
                    .append(escape(test.message()))
                    .append("</pre>");
        }
        if (!test.trace().isBlank() && test.verdict().isBad()) {
            html.append("<details><summary>stack trace</summary><pre>")
                    .append(escape(test.trace()))
                    .append("</pre></details>");
        }
        test.steps().forEach(this::step);
        test.attachments().forEach(this::attachment);
        html.append("</div></details>\n");
    }

    private void tag(String text) {
        if (!text.isEmpty()) {
            html.append("<span class=\"tag\">").append(escape(text)).append("</span> ");
        }
    }

    private void step(Step step) {
        html.append("<section class=\"step\"><h3>%s%s <small>%s</small></h3>"
                .formatted(
                        step.verdict().isBad() ? step.verdict().shape() + " " : "",
                        escape(step.name()),
                        Html.duration(step.duration())));
        if (!step.message().isBlank()) {
            html.append("<pre class=\"message\">")
                    .append(escape(step.message()))
                    .append("</pre>");
        }
        if (step.isLab()) {
            html.append(LabTimeline.of(step));
            step.steps().stream()
                    .filter(s -> !s.message().isBlank())
                    .forEach(s -> html.append("<p>%s:</p><pre class=\"message\">%s</pre>"
                            .formatted(escape(s.name()), escape(s.message()))));
        } else {
            step.steps().forEach(this::step);
        }
        step.attachments().forEach(this::attachment);
        html.append("</section>");
    }

    private void attachment(Attachment attachment) {
        html.append(AttachmentHtml.of(attachment));
    }

    /** All labs side by side, so that a slow boot is visible without unfolding the tests that passed. */
    private void labs(Results results) {
        List<Step> brought = results.tests().stream()
                .flatMap(t -> t.steps().stream())
                .filter(Step::isLab)
                .toList();
        if (brought.isEmpty() && results.afterTests().isEmpty()) {
            return;
        }
        html.append("<h2>Labs</h2>\n");
        List<Step> groups = Stream.concat(
                        brought.stream(), results.afterTests().stream().filter(Step::isLab))
                .toList();
        html.append("<p>").append(escape(StartCounts.of(groups))).append("</p>\n");
        for (Step lab : brought) {
            html.append("<section class=\"step\"><h3>%s <small>%s</small></h3>%s</section>"
                    .formatted(escape(lab.name()), Html.duration(lab.duration()), LabTimeline.of(lab)));
        }
        results.afterTests().forEach(this::step);
    }

    private void environment(Map<String, String> environment) {
        html.append("<h2>Environment</h2>\n<dl>");
        environment.forEach(
                (name, value) -> html.append("<dt>%s</dt><dd>%s</dd>".formatted(escape(name), escape(value))));
        html.append("</dl>\n");
    }
}
