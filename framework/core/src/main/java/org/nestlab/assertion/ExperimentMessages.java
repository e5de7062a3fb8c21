package org.nestlab.assertion;

import java.util.List;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/** What a test says of a verdict that does not pass. */
final class ExperimentMessages {

    private ExperimentMessages() {}

    /** One metric: the ratio with its interval, the limit, the pairs, both machines, and what to do. */
    static String of(Experiment experiment, Comparison comparison) {
        Verdict verdict = comparison.verdict().orElseThrow();
        return """
                %s %s: %s
                  verdict:  %s
                  observed: %s
                  expected: %s
                  machines: %s against %s, %s tier, seed %d
                  remedy:   %s""".formatted(
                        experiment.design().levels(),
                        comparison.metric().name(),
                        headline(verdict),
                        verdict.reason(),
                        comparison.estimate().map(ExperimentMessages::ratio).orElse("nothing that counts"),
                        comparison.threshold().map(Threshold::wordsWithSource).orElse("a measurement to be trusted"),
                        experiment.design().subject(),
                        experiment.design().reference(),
                        experiment.design().tier(),
                        experiment.design().seed(),
                        remedy(experiment, verdict));
    }

    private static String headline(Verdict verdict) {
        if (verdict instanceof Verdict.Exceeded) {
            return "worse than its threshold";
        }
        if (verdict instanceof Verdict.Inconclusive) {
            return "cannot tell yet";
        }
        return verdict instanceof Verdict.Invalid ? "not a valid measurement" : verdict.word();
    }

    private static String ratio(Estimate estimate) {
        return "ratio " + estimate;
    }

    private static String remedy(Experiment experiment, Verdict verdict) {
        if (verdict instanceof Verdict.Exceeded) {
            return "compare with an earlier run: %s; a threshold that never fitted this lab: ./nestlab calibrate"
                    .formatted(history(experiment));
        }
        if (verdict instanceof Verdict.Inconclusive) {
            return "run again, which goes on from this evidence, or measure longer: -Dnestlab.profile=thorough";
        }
        return "see the rejected pairs: " + history(experiment);
    }

    /** A run may have a history of its own, which the command line does not know. */
    private static String history(Experiment experiment) {
        return "./nestlab history show %s (with --history FILE if the run set nestlab.history)"
                .formatted(shortId(experiment));
    }

    private static String shortId(Experiment experiment) {
        return experiment.design().id().toString().substring(0, 8);
    }

    static String all(Experiment experiment, List<Comparison> comparisons) {
        return String.join(
                System.lineSeparator(),
                comparisons.stream().map(c -> of(experiment, c)).toList());
    }
}
