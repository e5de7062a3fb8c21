package org.nestlab.internal.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Evidence;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;

/** One metric while its evidence grows. */
final class MetricSeries {

    /** If more than this share of the pairs is discarded, the rest cannot be trusted. */
    private static final double MOST_REJECTED = 0.10;
    /** If not one of this many pairs counts, further pairs will not either. */
    private static final int HOPELESS = 3;

    private final Workload workload;
    private final Metric metric;
    private final @Nullable Threshold threshold;
    private final List<Pair> carried;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final Map<String, Integer> unproven = new LinkedHashMap<>();
    private final Map<String, String> facts = new TreeMap<>();
    private Evidence evidence = Evidence.none();
    private @Nullable String unequal;

    MetricSeries(Workload workload, Metric metric, @Nullable Threshold threshold, List<Pair> carried) {
        this.workload = workload;
        this.metric = metric;
        this.threshold = threshold;
        this.carried = List.copyOf(carried);
        for (Pair pair : carried) {
            evidence = evidence.plus(pair.lnRatio(metric));
        }
    }

    Workload workload() {
        return workload;
    }

    Metric metric() {
        return metric;
    }

    Optional<Threshold> threshold() {
        return Optional.ofNullable(threshold);
    }

    Evidence evidence() {
        return evidence;
    }

    int ownPairs() {
        return pairs.size();
    }

    void add(int number, VisitResult subject, VisitResult reference, boolean subjectFirst, Instant at) {
        if (!subject.counts(metric) || !reference.counts(metric)) {
            throwAway(
                    number,
                    String.join(
                            "; ",
                            List.of(subject.complaint(), reference.complaint()).stream()
                                    .filter(text -> !text.isEmpty())
                                    .toList()));
            return;
        }
        compareFacts(subject, reference);
        Pair pair = new Pair(number, subject.sample(metric), reference.sample(metric), subjectFirst, at);
        pairs.add(pair);
        for (VisitResult side : List.of(subject, reference)) {
            side.unproven().forEach(line -> unproven.merge(side.machine() + ": " + line, 1, Integer::sum));
        }
        evidence = evidence.plus(pair.lnRatio(metric));
    }

    void throwAway(int number, String why) {
        rejected.add("pair %d: %s".formatted(number, why));
    }

    private void compareFacts(VisitResult subject, VisitResult reference) {
        Map<String, String> all = new TreeMap<>(subject.facts());
        reference.facts().forEach(all::putIfAbsent);
        for (String name : all.keySet()) {
            String ours = subject.facts().getOrDefault(name, "(not known)");
            String theirs = reference.facts().getOrDefault(name, "(not known)");
            if (!ours.equals(theirs) && unequal == null) {
                unequal = "the two sides are not alike: %s is %s on %s and %s on %s"
                        .formatted(name, ours, subject.machine(), theirs, reference.machine());
            }
            facts.put(name, ours);
        }
    }

    /** Why this metric can get no verdict any more, however long the experiment runs. */
    Optional<String> lost() {
        if (unequal != null) {
            return Optional.of(unequal);
        }
        if (pairs.isEmpty() && rejected.size() >= HOPELESS) {
            return Optional.of("not one of %d pairs counts; the last: %s"
                    .formatted(rejected.size(), rejected.get(rejected.size() - 1)));
        }
        return Optional.empty();
    }

    /** Why the present pairs cannot be trusted; further pairs may change that. */
    Optional<String> doubtful() {
        Optional<String> lost = lost();
        if (lost.isPresent()) {
            return lost;
        }
        int tried = pairs.size() + rejected.size();
        if (rejected.size() > MOST_REJECTED * tried) {
            return Optional.of("%d of %d pairs were thrown away, more than %.0f %%; the last: %s"
                    .formatted(rejected.size(), tried, MOST_REJECTED * 100, rejected.get(rejected.size() - 1)));
        }
        return pairs.isEmpty() ? Optional.of("not one pair was measured") : Optional.empty();
    }

    /** For example {@code L2 guest: bytes read from the host's storage: not provable: … (5 of 5 pairs)}. */
    private List<String> unproven() {
        return unproven.entrySet().stream()
                .map(line -> "%s (%d of %d pairs)".formatted(line.getKey(), line.getValue(), pairs.size()))
                .toList();
    }

    Comparison result(@Nullable Verdict verdict) {
        return Comparison.of(metric, workload.name())
                .withSettings(workload.settings())
                .withFacts(facts)
                .withCarried(carried)
                .withPairs(pairs)
                .withRejected(rejected)
                .withUnproven(unproven())
                .withVerdict(threshold, verdict)
                .withEstimate(evidence.estimate().orElse(null));
    }
}
