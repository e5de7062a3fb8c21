package org.nestlab.internal.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.text.Csv;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Verdict;

/**
 * Pairs as a table: a row for each pair where it was measured, so that none that was
 * carried over to a later experiment stands there twice.
 */
final class PairsCsv {

    private static final List<String> HEAD = List.of(
            "experiment",
            "run",
            "started",
            "test",
            "lab",
            "tier",
            "levels",
            "fingerprint",
            "profile",
            "metric",
            "unit",
            "verdict",
            "pair",
            "at",
            "first",
            "subject",
            "reference",
            "ratio");

    private PairsCsv() {}

    /** Values are in the metric's unit; a ratio of less than 1 is worse, whichever way is better. */
    static String of(List<Experiment> experiments) {
        return Stream.concat(Stream.of(HEAD), experiments.stream().flatMap(PairsCsv::rows))
                .map(Csv::row)
                .collect(Collectors.joining());
    }

    private static Stream<List<String>> rows(Experiment experiment) {
        return experiment.comparisons().stream()
                .flatMap(comparison -> comparison.pairs().stream().map(pair -> row(experiment, comparison, pair)));
    }

    private static List<String> row(Experiment experiment, Comparison comparison, Pair pair) {
        return List.of(
                experiment.design().id().toString(),
                experiment.design().run(),
                experiment.design().started().toString(),
                experiment.design().test(),
                experiment.design().lab(),
                experiment.design().tier().word(),
                experiment.design().levels().toString(),
                experiment.design().fingerprint().id(),
                experiment.design().profile(),
                comparison.metric().name(),
                comparison.metric().unit(),
                comparison.verdict().map(Verdict::word).orElse(""),
                Integer.toString(pair.number()),
                pair.at().toString(),
                pair.subjectFirst() ? "subject" : "reference",
                Double.toString(pair.subject().value()),
                Double.toString(pair.reference().value()),
                Double.toString(Math.exp(pair.lnRatio(comparison.metric()))));
    }
}
