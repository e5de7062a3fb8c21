package org.nestlab.allure.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.history.MetricOutcome;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.ChangePoint;
import org.nestlab.verdict.ChangePoints;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;

/** Sorts experiments into trends. Only what a trend shows is kept of each. */
final class Trends {

    private static final Comparator<Machines> ORDER = Comparator.comparing(Machines::tier)
            .thenComparing(Machines::lab)
            .thenComparing(it -> it.levels().toString())
            .thenComparing(Machines::subject)
            .thenComparing(Machines::reference);

    private final Map<Machines, Group> groups = new TreeMap<>(ORDER);
    // each experiment from a file has its own fingerprint, and fingerprints are large
    private final Map<Fingerprint, Fingerprint> fingerprints = new HashMap<>();
    // only of these, because an identity has dozens of entries, and there are tens of thousands of points
    private final IdentityHashMap<Fingerprint, String> ids = new IdentityHashMap<>();

    private record Machines(Tier tier, String lab, LevelPair levels, String subject, String reference) {}

    /** The experiments of the same machines. */
    private static final class Group {
        final Map<String, Instant> runs = new HashMap<>();
        final Map<Metric, List<Found>> metrics = new TreeMap<>(
                Comparator.comparing(Metric::name).thenComparing(Metric::unit).thenComparing(Metric::better));
    }

    /** A point whose run has no place yet. */
    private record Found(String run, Trend.Point point) {}

    void add(ExperimentOutcome it) {
        Group group = groups.computeIfAbsent(
                new Machines(it.tier(), it.lab(), it.levels(), it.subject(), it.reference()), unused -> new Group());
        group.runs.merge(it.run(), it.started(), (a, b) -> a.isBefore(b) ? a : b);
        Fingerprint fingerprint = fingerprints.computeIfAbsent(it.fingerprint(), same -> same);
        for (MetricOutcome metric : it.metrics()) {
            group.metrics
                    .computeIfAbsent(metric.metric(), unused -> new ArrayList<>())
                    .add(new Found(it.run(), point(it, metric, fingerprint)));
        }
    }

    private static Trend.Point point(ExperimentOutcome it, MetricOutcome metric, Fingerprint fingerprint) {
        return new Trend.Point(
                -1,
                it.id(),
                it.test(),
                it.started(),
                metric.pairs(),
                metric.subject(),
                metric.reference(),
                metric.estimate().filter(Trends::isUsable),
                metric.threshold(),
                metric.verdict(),
                fingerprint);
    }

    private static boolean isUsable(Estimate estimate) {
        return estimate.ratio() > 0 && Double.isFinite(estimate.ratio());
    }

    List<Trend> all() {
        List<Trend> all = new ArrayList<>();
        groups.forEach((machines, group) -> {
            List<Trend.Run> runs = group.runs.entrySet().stream()
                    .map(run -> new Trend.Run(run.getKey(), run.getValue()))
                    .sorted(Comparator.comparing(Trend.Run::at).thenComparing(Trend.Run::id))
                    .toList();
            Map<String, Integer> places = new HashMap<>();
            runs.forEach(run -> places.put(run.id(), places.size()));
            group.metrics.forEach((metric, found) -> all.add(trend(machines, metric, runs, placed(found, places))));
        });
        return all;
    }

    private static List<Trend.Point> placed(List<Found> found, Map<String, Integer> places) {
        return found.stream()
                .map(it -> at(it.point(), places.getOrDefault(it.run(), 0)))
                .sorted(Comparator.comparingInt(Trend.Point::run)
                        .thenComparing(Trend.Point::at)
                        .thenComparing(Trend.Point::experiment))
                .toList();
    }

    private static Trend.Point at(Trend.Point it, int run) {
        return new Trend.Point(
                run,
                it.experiment(),
                it.test(),
                it.at(),
                it.pairs(),
                it.subject(),
                it.reference(),
                it.estimate(),
                it.threshold(),
                it.verdict(),
                it.fingerprint());
    }

    private Trend trend(Machines it, Metric metric, List<Trend.Run> runs, List<Trend.Point> points) {
        return new Trend(
                it.tier(),
                it.lab(),
                it.levels(),
                it.subject(),
                it.reference(),
                metric,
                runs,
                points,
                changes(points),
                steps(points));
    }

    /** If one of two runs does not describe its machines, it is unknown whether they changed. */
    private static List<Trend.Change> changes(List<Trend.Point> points) {
        List<Trend.Change> changes = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Map<String, String> before = points.get(i - 1).fingerprint().identity();
            Map<String, String> after = points.get(i).fingerprint().identity();
            if (!before.equals(after) && !before.isEmpty() && !after.isEmpty()) {
                changes.add(new Trend.Change(i, Difference.between(before, after)));
            }
        }
        return changes;
    }

    /** Figures of other machines are not part of a series, and neither are figures that cannot be trusted. */
    private List<Trend.Step> steps(List<Trend.Point> points) {
        Map<String, List<Integer>> series = new HashMap<>();
        for (int i = 0; i < points.size(); i++) {
            Trend.Point point = points.get(i);
            if (point.estimate().isPresent() && !point.word().equals("invalid")) {
                series.computeIfAbsent(
                                ids.computeIfAbsent(point.fingerprint(), Fingerprint::id), unused -> new ArrayList<>())
                        .add(i);
            }
        }
        return series.values().stream()
                .flatMap(places -> {
                    double[] ln = places.stream()
                            .mapToDouble(i -> Math.log(
                                    points.get(i).estimate().orElseThrow().ratio()))
                            .toArray();
                    return ChangePoints.DEFAULT.find(ln).stream().map(step -> step(step, places));
                })
                .sorted(Comparator.comparingInt(Trend.Step::point))
                .collect(Collectors.toList());
    }

    private static Trend.Step step(ChangePoint it, List<Integer> places) {
        return new Trend.Step(places.get(it.index()), Math.exp(it.before()), Math.exp(it.after()));
    }
}
