package org.nestlab.internal.experiment;

import java.util.Locale;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;
import org.nestlab.verdict.Verdict;

/** An experiment written down whole: each metric with its verdict, every pair, and what was counted beside it. */
final class ExperimentText {

    private ExperimentText() {}

    static String of(Experiment experiment) {
        StringBuilder text = new StringBuilder("%s against %s, %s tier, profile %s, seed %d, %d s%n"
                .formatted(
                        experiment.subject(),
                        experiment.reference(),
                        experiment.tier(),
                        experiment.profile(),
                        experiment.seed(),
                        experiment.took().toSeconds()));
        experiment.notes().forEach(note -> text.append("  ").append(note).append(System.lineSeparator()));
        experiment.comparisons().forEach(comparison -> append(text, comparison));
        return text.toString();
    }

    private static void append(StringBuilder text, Comparison comparison) {
        text.append("%n%s (%s): %s%n"
                .formatted(
                        comparison.metric().name(),
                        comparison.metric().unit(),
                        comparison.verdict().map(ExperimentText::words).orElse("not judged")));
        comparison.estimate().ifPresent(estimate -> text.append("  ratio %s%n".formatted(estimate)));
        if (!comparison.carried().isEmpty()) {
            text.append("  and %d pairs of earlier runs%n"
                    .formatted(comparison.carried().size()));
        }
        for (Pair pair : comparison.pairs()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  pair %2d  %14.6g : %-14.6g  ratio %.4f  %s first%s%n",
                    pair.number(),
                    pair.subject().value(),
                    pair.reference().value(),
                    Math.exp(pair.lnRatio(comparison.metric())),
                    pair.subjectFirst() ? "subject" : "reference",
                    counts(pair)));
        }
        comparison
                .rejected()
                .forEach(line -> text.append("  thrown away: ").append(line).append(System.lineSeparator()));
    }

    private static String words(Verdict verdict) {
        return verdict.word() + ", " + verdict.reason();
    }

    private static String counts(Pair pair) {
        return counts("subject", pair.subject()) + counts("reference", pair.reference());
    }

    private static String counts(String side, Sample sample) {
        Double exits = sample.counts().get("exits");
        return exits == null ? "" : String.format(Locale.ROOT, "  %s %.3g exits/op", side, exits);
    }
}
