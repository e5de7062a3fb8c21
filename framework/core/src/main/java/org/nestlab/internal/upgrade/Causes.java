package org.nestlab.internal.upgrade;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.upgrade.Cause;
import org.nestlab.upgrade.Cause.CountChange;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Medians;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Sample;

/** Looks for what may have made one stack slower than the other. */
final class Causes {

    /** The most informative counter. */
    private static final String EXITS = "exits";

    private static final int MORE_COUNTERS = 3;
    private static final double NOTEWORTHY = 0.05;

    private Causes() {}

    static Cause of(StackFacts baseline, StackFacts candidate, List<Experiment> experiments) {
        List<CountChange> counts = new ArrayList<>();
        for (Experiment experiment : experiments) {
            Map<String, Comparison> ofWorkloads = new LinkedHashMap<>();
            experiment.comparisons().forEach(it -> ofWorkloads.putIfAbsent(it.workload(), it));
            ofWorkloads
                    .values()
                    .forEach(it -> counts.addAll(counts(
                            experiment.design().levels().subject() + " "
                                    + it.metric().name(),
                            it)));
        }
        return new Cause(
                List.of(),
                machines(baseline.fingerprint(), candidate.fingerprint()),
                counts,
                KernelLogs.differences(baseline.kernelLogs(), candidate.kernelLogs()));
    }

    private static List<Difference> machines(Fingerprint baseline, Fingerprint candidate) {
        return baseline.differencesTo(candidate).stream().map(Difference::apart).toList();
    }

    /** Exits always, and of the other counters those that moved the most. */
    private static List<CountChange> counts(String metric, Comparison comparison) {
        Set<String> counters = new TreeSet<>();
        comparison
                .pairs()
                .forEach(pair -> counters.addAll(pair.subject().counts().keySet()));
        List<CountChange> changes = new ArrayList<>();
        for (String counter : counters) {
            double before = median(comparison.pairs(), Pair::reference, counter);
            double after = median(comparison.pairs(), Pair::subject, counter);
            if (before > 0 && after > 0) {
                changes.add(new CountChange(metric, counter, before, after));
            }
        }
        List<CountChange> told = new ArrayList<>(
                changes.stream().filter(it -> it.counter().equals(EXITS)).toList());
        changes.stream()
                .filter(it -> !it.counter().equals(EXITS) && Math.abs(it.ratio() - 1) >= NOTEWORTHY)
                .sorted(Comparator.comparingDouble((CountChange it) -> -Math.abs(it.candidate() - it.baseline())))
                .limit(MORE_COUNTERS)
                .forEach(told::add);
        return told;
    }

    private static double median(List<Pair> pairs, Function<Pair, Sample> side, String counter) {
        double[] values = pairs.stream()
                .map(side)
                .mapToDouble(it -> it.counts().getOrDefault(counter, 0.0))
                .toArray();
        return values.length == 0 ? 0 : Medians.of(values);
    }
}
