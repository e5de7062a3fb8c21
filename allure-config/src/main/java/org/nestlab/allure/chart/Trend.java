package org.nestlab.allure.chart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.Incomparable;
import org.nestlab.experiment.LevelPair;
import org.nestlab.history.ExperimentOutcome;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.ChangePoint;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;
import org.nestlab.workload.Metric;

/**
 * One metric between the same two machines of the same lab, run after run. Each tier, lab, pair of levels or machines,
 * and metric has its own trend: an emulated lab never shares a line with hardware.
 *
 * @param subject the machine that is judged, for example {@code L2 guest}
 * @param reference for example {@code L1 hypervisor}
 * @param runs all that compared these two machines, the oldest first, whether they measured this metric or not
 * @param points the oldest first
 * @param changes where the machines changed since the previous point
 * @param steps where the ratio changed to another level while the machines stayed the same
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Trend(
        Tier tier,
        String lab,
        LevelPair levels,
        String subject,
        String reference,
        Metric metric,
        List<Run> runs,
        List<Point> points,
        List<Change> changes,
        List<Step> steps) {

    public Trend {
        runs = List.copyOf(runs);
        points = List.copyOf(points);
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
    }

    /** A place on the axis: a run of the tests, and when its first comparison began. */
    public record Run(String id, Instant at) {}

    /**
     * The result of one experiment.
     *
     * @param run its place in {@link Trend#runs}
     * @param pairs how many pairs it measured itself
     * @param subject the subject's median in these pairs, in the metric's unit; NaN if there are none
     * @param reference the same of the reference
     * @param estimate empty if the ratio is unknown or not a number greater than 0
     */
    public record Point(
            int run,
            UUID experiment,
            String test,
            Instant at,
            int pairs,
            double subject,
            double reference,
            Optional<Estimate> estimate,
            Optional<Threshold> threshold,
            Optional<Verdict> verdict,
            Fingerprint fingerprint) {

        /** How far above its limit, as {@link Severity#margin}. */
        public double margin() {
            return Severity.margin(estimate, threshold);
        }

        /** {@code within}, {@code exceeded}, {@code inconclusive}, {@code invalid} or {@code not judged}. */
        public String word() {
            return verdict.map(Verdict::word).orElse("not judged");
        }
    }

    /**
     * A change of the machines: of the kernel, QEMU, libvirt, image, or anything else in the identity of a
     * {@link Fingerprint}.
     *
     * @param point the first that was measured on the new machines, as its index in {@link Trend#points}
     * @param differences at least one
     */
    public record Change(int point, List<Difference> differences) {
        public Change {
            differences = List.copyOf(differences);
        }
    }

    /**
     * A {@link ChangePoint} of the points that share a fingerprint.
     *
     * @param point the first of the new level, as its index in {@link Trend#points}
     * @param before the ratio's median on the level before
     * @param after the ratio's median on the new level
     */
    public record Step(int point, double before, double after) {

        /** The change as a fraction of the earlier level, for example −0.12. */
        public double change() {
            return after / before - 1;
        }
    }

    /** All trends in some experiments, which may be in any order: by tier, lab, levels and metric. */
    public static List<Trend> of(List<Experiment> experiments) {
        return of(experiments.stream().map(ExperimentOutcome::of));
    }

    /** The same from the outcomes of experiments, without all of them in memory; the stream is read to its end. */
    public static List<Trend> of(Stream<ExperimentOutcome> outcomes) {
        Trends trends = new Trends();
        outcomes.forEachOrdered(trends::add);
        return trends.all();
    }

    /** Why this ratio cannot be compared, according to {@link Incomparable}; empty if it can. */
    public Optional<String> incomparable() {
        return Incomparable.why(tier, metric, levels);
    }

    /** Whether it ever had a limit. */
    public boolean isJudged() {
        return points.stream().anyMatch(point -> point.verdict().isPresent());
    }

    /**
     * The result of the newest run; if it measured the metric more than once, the worst result, so that no test hides
     * another one.
     *
     * @param reported the experiments of the reported run, whose modules have a run each in the history; if none of
     *     them is in this trend, its last run counts
     * @return empty if there is no point
     */
    public Optional<Point> newest(Set<UUID> reported) {
        List<Point> ofRun =
                points.stream().filter(it -> reported.contains(it.experiment())).toList();
        if (ofRun.isEmpty() && !points.isEmpty()) {
            int last = points.get(points.size() - 1).run();
            ofRun = points.stream().filter(it -> it.run() == last).toList();
        }
        return ofRun.stream().min(Severity.worstFirst(Point::verdict, Point::margin));
    }
}
