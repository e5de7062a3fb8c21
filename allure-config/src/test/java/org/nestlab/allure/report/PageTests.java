package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTests {

    @TempDir
    Path folder;

    @Test
    void aTestShowsItsVerdictItsLabAndWhoseTurnItIs() throws IOException {
        samples().withLab("boots", "console");

        assertThat(page())
                .contains("<li class=\"broken\"><b>▲ 1</b> broken</li>")
                .contains("<span class=\"verdict\">▲ broken</span>")
                .contains("<span class=\"tag\">kvm-in-kvm</span>")
                .contains("<span class=\"tag\">emulated</span>")
                .contains("<span class=\"time\">1.5 s</span>")
                .contains("<p class=\"turn\">Provisioning failed</p>")
                .contains("<pre class=\"message\">L2 did not boot</pre>");
    }

    @Test
    void theStepsOfALabAreATimeline() throws IOException {
        samples().withLab("boots", "console");

        assertThat(page())
                .contains("<title>lab kvm-in-kvm</title>")
                .contains(
                        "<desc>L1 hypervisor: wait for login: 28.0 s. L2 guest: wait for login: 60.0 s, failed.</desc>")
                .contains("<rect x=\"330.0\" y=\"26\" width=\"152.7\" height=\"14\" rx=\"2\" class=\"l1\"/>")
                .contains("<rect x=\"482.7\" y=\"48\" width=\"327.3\" height=\"14\" rx=\"2\" class=\"bad\"/>")
                .contains("<pre class=\"message\">no login after 60 s</pre>");
    }

    @Test
    void everyLabIsAlsoShownBelowTheTests() throws IOException {
        samples().withLab("boots", "console");

        assertThat(page())
                .matches(
                        "(?s).*<h2>Labs</h2>\\s*<p>1 lab was started once.</p>\\s*<section class=\"step\"><h3>lab kvm-in-kvm <small>88.0 s</small></h3>"
                                + "<div class=\"scroll\"><svg .*<h2>Environment</h2>.*");
    }

    /** A report that shows only what came up would hide what the emulation, or a kernel, did before. */
    @Test
    void startsThatWereAnotherOneOfTheSameLabAreCounted() {
        assertThat(StartCounts.of(List.of(lab("a", ""), lab("b", ""), lab("a", ""))))
                .isEqualTo("2 labs were started once each.");
        assertThat(StartCounts.of(List.of(lab("a", ""), lab("b", "a guest hung"))))
                .isEqualTo("1 lab was started 2 times: once again, as a guest hung (1).");
        assertThat(StartCounts.of(List.of(
                        lab("a", ""),
                        lab("b", "a guest hung"),
                        lab("c", ""),
                        lab("d", "a guest crashed"),
                        lab("d", ""))))
                .isEqualTo("2 labs were started 4 times: 2 times again, as a guest crashed (1), a guest hung (1).");
    }

    private static Results.Step lab(String id, String startedAgain) {
        Map<String, String> parameters =
                startedAgain.isEmpty() ? Map.of("lab", id) : Map.of("lab", id, "started again", startedAgain);
        return new Results.Step(
                "lab", TestStatus.PASSED, Instant.EPOCH, Duration.ZERO, "", parameters, List.of(), List.of());
    }

    @Test
    void aHostileConsoleStaysText() throws IOException {
        samples().withLab("boots", "\u001b[31mred\u001b[0m <script>alert('1')</script> </pre>\u0000\r\n");

        assertThat(page())
                .contains("red &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &lt;/pre&gt;\uFFFD\n</pre>")
                .doesNotContain("<script");
    }

    @Test
    void xmlInAMessageSurvives() throws IOException {
        samples()
                .failed(
                        "mode <b>",
                        "broken",
                        "want <cpu mode='custom'/>\nsaw <cpu>",
                        "org.nestlab.LabConfigurationException: want <cpu mode='custom'/>");

        assertThat(page())
                .contains("want &lt;cpu mode=&#39;custom&#39;/&gt;\nsaw &lt;cpu&gt;</pre>")
                .contains("mode &lt;b&gt;")
                .contains("Lab configuration (author)");
    }

    @Test
    void ofALargeConsoleTheEndIsShown() throws IOException {
        samples().withLab("boots", "beginning" + "x".repeat(AttachmentHtml.SHOWN) + "end");

        assertThat(page())
                .contains("The last 256 KiB; all of it is in <code>" + folder + "/console-attachment.txt</code>")
                .contains("xend</pre>")
                .doesNotContain("beginning");
    }

    @Test
    void anAttachmentThatIsMissingOrOutsideIsNamedNotRead() throws IOException {
        samples()
                .file(
                        "a-result.json",
                        "{\"name\":\"a\",\"status\":\"passed\",\"attachments\":["
                                + "{\"name\":\"secret\",\"type\":\"text/plain\",\"source\":\"../../../etc/passwd\"}]}");

        assertThat(page())
                .contains("secret: not readable: java.nio.file.NoSuchFileException: " + folder + "/passwd")
                .doesNotContain("root:");
    }

    @Test
    void thePageAsksNobodyAnything() throws IOException {
        samples().withLab("boots", "see https://example.org");

        assertThat(page())
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"")
                .doesNotContainPattern("(?:src|href|url)\\s*[=(]\\s*[\"']?(?!data:|overhead\\.html\")\\w");
    }

    @Test
    void theWorstComesFirst() throws IOException {
        samples().passed("aaa").failed("zzz", "failed", "no", "java.lang.AssertionError");

        assertThat(page()).matches("(?s).*zzz.*aaa.*");
    }

    private SampleResults samples() throws IOException {
        return SampleResults.in(folder);
    }

    private String page() {
        return Page.of(
                ResultsReader.read(List.of(folder)),
                new Headline("Worst: reads <b> 0.4", TestStatus.FAILED),
                Map.of("tier", "emulated"),
                List.of(folder));
    }
}
