package org.nestlab.upgrade;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.text.Head;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Verdict;

/** A comparison of two stacks, for people. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UpgradeText {

    /** More lines of a kernel's log say no more; all are in the file. */
    private static final int MOST_LINES = 15;

    private static final int WIDEST = 160;

    private UpgradeText() {}

    /** Lines that end with a line feed; the last one is the outcome. */
    public static String of(UpgradeReport report) {
        StringBuilder text = new StringBuilder();
        line(text, "baseline   %s", report.baseline());
        line(text, "candidate  %s", report.candidate());
        if (report.ofItself()) {
            line(text, "A/A: the two stacks are equal, so that every difference is noise");
        }
        report.differences().forEach(difference -> line(text, "  %s", words(difference, "the lab's own")));
        checks(text, "baseline", report.baselineChecks(), check -> "");
        checks(
                text,
                "candidate",
                report.candidateChecks(),
                check -> report.failsOnBoth(check) ? " (fails on the baseline too)" : "");
        report.experiments().forEach(experiment -> measured(text, experiment));
        cause(text, report.cause());
        line(text, "");
        line(
                text,
                "%s: %s (%d s)",
                report.outcome(),
                report.reason(),
                report.took().toSeconds());
        return text.toString();
    }

    private static void checks(
            StringBuilder text, String stack, List<FunctionalCheck> checks, Function<FunctionalCheck, String> remark) {
        if (!checks.isEmpty()) {
            line(text, "");
            line(text, "does the %s work", stack);
            checks.forEach(check -> line(text, "  %s", check.line(remark.apply(check))));
        }
    }

    private static void measured(StringBuilder text, Experiment experiment) {
        line(text, "");
        line(
                text,
                "%s, candidate to baseline (1 is as good, less is worse), a boot of each in every pair, seed %d",
                experiment.design().levels().subject(),
                experiment.design().seed());
        for (Comparison comparison : experiment.comparisons()) {
            String earlier = comparison.carried().isEmpty()
                    ? ""
                    : "; %d of them of earlier runs"
                            .formatted(comparison.carried().size());
            line(
                    text,
                    "  %-32s %-13s ratio %s%s",
                    comparison.metric().name(),
                    comparison.verdict().map(Verdict::word).orElse("not judged"),
                    comparison.estimate().map(Object::toString).orElse("unknown, no pair counts"),
                    earlier);
            comparison.verdict().ifPresent(verdict -> line(text, "  %-32s   %s", "", verdict.reason()));
            comparison.rejected().forEach(rejected -> line(text, "  %-32s   thrown away: %s", "", rejected));
            comparison.unproven().forEach(unproven -> line(text, "  %-32s   not proven: %s", "", unproven));
        }
        experiment.notes().forEach(note -> line(text, "  note: %s", note));
    }

    private static void cause(StringBuilder text, Cause cause) {
        if (!cause.reasons().isEmpty()) {
            line(text, "");
            line(text, "what the guest exits for otherwise, in a boot of its own of each stack");
            cause.reasons().forEach(change -> line(text, "  %-34s %s", change.target(), change.text()));
        }
        if (!cause.counts().isEmpty()) {
            line(text, "");
            line(text, "what KVM of the level above counted for each operation");
            cause.counts()
                    .forEach(change -> line(
                            text,
                            "  %-34s %-20s %.4g, then %.4g: %.3f times",
                            change.metric(),
                            change.counter(),
                            change.baseline(),
                            change.candidate(),
                            change.ratio()));
        }
        if (!cause.machines().isEmpty()) {
            line(text, "");
            line(text, "what differs between the machines");
            cause.machines().forEach(difference -> line(text, "  %s", words(difference, "nothing")));
        }
        if (!cause.kernelLog().isEmpty()) {
            line(text, "");
            line(text, "what the kernel of one side alone said");
            cause.kernelLog().stream()
                    .limit(MOST_LINES)
                    .forEach(difference -> line(
                            text,
                            "  %s %s %s",
                            difference.level(),
                            difference.candidate() ? "+" : "-",
                            shortened(difference.line())));
            if (cause.kernelLog().size() > MOST_LINES) {
                line(text, "  and %d lines more", cause.kernelLog().size() - MOST_LINES);
            }
        }
    }

    private static String words(Difference difference, String absent) {
        return "%s: %s, then %s"
                .formatted(
                        difference.name(),
                        difference.before().map(UpgradeText::shortened).orElse(absent),
                        difference.after().map(UpgradeText::shortened).orElse(absent));
    }

    private static String shortened(String text) {
        return Head.of(text, WIDEST);
    }

    private static void line(StringBuilder text, String format, Object... words) {
        text.append(String.format(Locale.ROOT, format, words)).append('\n');
    }
}
