package org.nestlab.allure;

import java.util.Map;
import java.util.TreeMap;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;

/** Why a measurement is valid or not: what was equal on both sides, which pairs were discarded, and the notes. */
final class ValidityText {

    private final StringBuilder text = new StringBuilder();

    private ValidityText() {}

    /** The text, one fact in each line. */
    static String of(MeasuredExperiment measured) {
        Experiment experiment = measured.experiment();
        Comparison comparison = measured.comparison();
        ValidityText all = new ValidityText();
        all.line(
                "verdict",
                measured.word()
                        + comparison
                                .verdict()
                                .map(Verdict::reason)
                                .map(": "::concat)
                                .orElse(""));
        all.line("ratio", comparison.estimate().map(Object::toString).orElse("nothing that counts"));
        all.line(
                "pairs",
                "%d of this run, %d of earlier ones, %d thrown away"
                        .formatted(
                                comparison.pairs().size(),
                                comparison.carried().size(),
                                comparison.rejected().size()));
        all.line(
                "order",
                "%s first in %d of %d pairs, by a coin with the seed %d"
                        .formatted(
                                experiment.design().subject(),
                                comparison.pairs().stream()
                                        .filter(pair -> pair.subjectFirst())
                                        .count(),
                                comparison.pairs().size(),
                                experiment.design().seed()));
        all.line(
                "profile",
                "%s, took %d s"
                        .formatted(
                                experiment.design().profile(), experiment.took().toSeconds()));
        all.section("equal on both sides", comparison.facts());
        all.section("how it was measured", comparison.settings());
        all.section("what both machines look like", setup(experiment.design()));
        all.section("thrown away", comparison.rejected());
        all.section("not proven", comparison.unproven());
        all.section("noted", experiment.notes());
        return all.text.toString();
    }

    private static Map<String, String> setup(ExperimentDesign design) {
        Map<String, String> setup = new TreeMap<>(design.setup());
        if (design.withItself()) {
            setup.put("reference", "the subject itself");
        }
        return setup;
    }

    private void line(String name, String value) {
        text.append("%-8s %s%n".formatted(name, value));
    }

    private void section(String title, Map<String, String> facts) {
        section(
                title,
                new TreeMap<>(facts)
                        .entrySet().stream()
                                .map(fact -> fact.getKey() + " = " + fact.getValue())
                                .toList());
    }

    private void section(String title, Iterable<String> lines) {
        if (lines.iterator().hasNext()) {
            text.append("%n%s%n".formatted(title));
            lines.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        }
    }
}
