package org.nestlab.experiment;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;

/** An experiment written down whole: each metric with its verdict, every pair, and what was counted beside it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExperimentText {

    private ExperimentText() {}

    /** For people; lines end with a line feed. */
    public static String of(Experiment experiment) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s  %s on %s (%s)",
                experiment.design().id(),
                experiment.design().test(),
                experiment.design().lab(),
                experiment.design().tier());
        line(
                text,
                "%s against %s, begun %s, took %d s, profile %s, seed %d",
                experiment.design().subject(),
                experiment.design().reference(),
                experiment.design().started(),
                experiment.took().toSeconds(),
                experiment.design().profile(),
                experiment.design().seed());
        experiment.notes().forEach(note -> line(text, "note: %s", note));
        experiment.comparisons().forEach(comparison -> append(text, comparison));
        return text.toString();
    }

    private static void append(StringBuilder text, Comparison comparison) {
        line(text, "");
        line(
                text,
                "%s: %s%s",
                comparison.metric().name(),
                comparison.verdict().map(v -> v.word() + ", " + v.reason()).orElse("not judged"),
                comparison.estimate().map(estimate -> "; ratio " + estimate).orElse(""));
        comparison.rejected().forEach(rejected -> line(text, "  thrown away: %s", rejected));
        comparison.unproven().forEach(unproven -> line(text, "  not proven: %s", unproven));
        append(text, comparison, comparison.carried(), "  earlier");
        append(text, comparison, comparison.pairs(), "");
    }

    private static void append(StringBuilder text, Comparison comparison, List<Pair> pairs, String remark) {
        for (Pair pair : pairs) {
            line(
                    text,
                    "  %3d  %14.3f  %14.3f %s  ratio %.4f  %s first%s%s%s",
                    pair.number(),
                    pair.subject().value(),
                    pair.reference().value(),
                    comparison.metric().unit(),
                    Math.exp(pair.lnRatio(comparison.metric())),
                    pair.subjectFirst() ? "subject" : "reference",
                    remark,
                    counts("subject", pair.subject()),
                    counts("reference", pair.reference()));
        }
    }

    private static String counts(String side, Sample sample) {
        Double exits = sample.counts().get("exits");
        return exits == null ? "" : String.format(Locale.ROOT, "  %s %.3g exits/op", side, exits);
    }

    private static void line(StringBuilder text, String format, Object... words) {
        text.append(String.format(Locale.ROOT, format, words)).append('\n');
    }
}
