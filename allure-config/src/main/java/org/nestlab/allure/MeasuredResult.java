package org.nestlab.allure;

import io.qameta.allure.model.Link;
import io.qameta.allure.model.TestResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.allure.chart.PairsChart;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentText;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadText;
import org.nestlab.verdict.Comparison;

/** Adds what a test measured to its result. */
final class MeasuredResult {

    // L1.kernel, L0.qemu; a further guest of a level, as L1.sibling.kernel, is not what was measured
    private static final Pattern VERSION = Pattern.compile("(L\\d+)\\.(kernel|qemu|libvirt)");

    private final TestResult result;
    private final Optional<Link> build;

    /** @param build the CI build that measured it */
    MeasuredResult(TestResult result, Optional<Link> build) {
        this.result = result;
        this.build = build;
    }

    void add(TestMeasurements all) {
        all.made().forEach(this::tables);
        all.figures().forEach(this::metric);
        all.figures().stream().map(MeasuredExperiment::experiment).distinct().forEach(this::experiment);
        build.ifPresent(link -> result.getLinks().add(link));
    }

    /** All figures of an experiment, and the facts behind them. */
    private void tables(Experiment experiment) {
        OverheadTable table = OverheadTable.of(List.of(experiment));
        attach(experiment.design().levels() + " overhead", "text/plain", OverheadText.plain(table));
        attach(experiment.design().levels() + " overhead", "text/csv", OverheadText.csv(table));
        attach(experiment.design().levels() + " pairs", "text/plain", ExperimentText.of(experiment));
    }

    private void attach(String name, String mediaType, String content) {
        result.getAttachments().add(Attachments.write(name, mediaType, content));
    }

    private void metric(MeasuredExperiment measured) {
        Comparison comparison = measured.comparison();
        Labels.label(result, "level", measured.experiment().design().levels().toString());
        Labels.label(result, "metric", comparison.metric().name());
        Labels.label(result, "verdict", measured.word());
        Labels.parameter(
                result,
                measured.title(),
                "%s%s, %s"
                        .formatted(
                                comparison
                                        .estimate()
                                        .map(estimate -> "ratio " + estimate)
                                        .orElse("nothing that counts"),
                                comparison
                                        .threshold()
                                        .map(it -> ", expected " + it.wordsWithSource())
                                        .orElse(""),
                                measured.word()));
        attach(
                measured.title() + " pairs: " + measured.word(),
                "image/svg+xml",
                PairsChart.svg(measured.experiment(), comparison));
        attach(measured.title() + " validity", "text/plain", ValidityText.of(measured));
    }

    private void experiment(Experiment experiment) {
        Labels.label(result, "tier", experiment.design().tier().word());
        for (Map.Entry<String, String> fact :
                experiment.design().fingerprint().identity().entrySet()) {
            Matcher version = VERSION.matcher(fact.getKey());
            if (version.matches() && !Labels.has(result, version.group(2) + "." + version.group(1))) {
                Labels.label(result, version.group(2) + "." + version.group(1), fact.getValue());
            }
        }
        Labels.parameter(
                result,
                "machines",
                experiment.design().subject() + " against "
                        + experiment.design().reference());
        Labels.parameter(result, "profile", experiment.design().profile());
        Labels.parameter(result, "seed", Long.toString(experiment.design().seed()));
        Labels.parameter(result, "experiment", experiment.design().id().toString());
        attach(experiment.design().levels() + " fingerprints", "text/plain", FingerprintText.of(experiment));
    }
}
