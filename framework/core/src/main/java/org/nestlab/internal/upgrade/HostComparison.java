package org.nestlab.internal.upgrade;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.experiment.BootSeries;
import org.nestlab.upgrade.Outcome;
import org.nestlab.verdict.Blocks;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Verdict;

/** Compares a host with a recording of it from before a reboot and, if there is one, with a recording from after it. */
public final class HostComparison {

    static final GatePolicy POLICY = GatePolicy.DEFAULT;

    /**
     * One metric.
     *
     * @param name for example {@code L2 exit-cpuid.cycles}
     * @param verdict {@code Invalid} where the sides were not measured alike
     */
    record Row(String name, Blocks.Judged judged, Verdict verdict) {}

    private final HostRecording baseline;
    private final HostRecording candidate;
    private final Optional<HostRecording> again;
    private final double tolerance;
    private final long candidates;
    private final List<Row> rows = new ArrayList<>();

    private HostComparison(
            HostEvidence evidence, HostRecording candidate, Optional<HostRecording> again, double tolerance) {
        this.baseline = evidence.baseline();
        this.candidates = evidence.count(HostRecording.Role.CANDIDATE);
        this.candidate = candidate;
        this.again = again;
        this.tolerance = tolerance;
        for (int i = 0; i < baseline.series().size(); i++) {
            rows.add(row(i));
        }
    }

    /**
     * Compares the newest candidate with the baseline.
     *
     * @param tolerance the largest acceptable loss, as 0.10
     * @throws LabConfigurationException if there is no candidate
     */
    public static HostComparison of(HostEvidence evidence, boolean returned, double tolerance) {
        MeasuredLab.requireTolerance(tolerance);
        HostRecording candidate = evidence.candidate(returned)
                .orElseThrow(() -> new LabConfigurationException("no candidate was compared with it yet"));
        return new HostComparison(
                evidence,
                candidate,
                returned ? evidence.newest(HostRecording.Role.RETURN) : Optional.empty(),
                tolerance);
    }

    /**
     * Refuses a host that is not the recorded one but for its kernel, or that would be measured otherwise.
     *
     * @param same whether it has to be on the recorded kernel too
     * @throws LabConfigurationException with all that differs
     */
    public static void requireComparable(
            String name, HostRecording recorded, Fingerprint now, Map<String, String> setup, boolean same) {
        List<Difference> otherwise = Difference.between(recorded.setup(), setup);
        if (!otherwise.isEmpty()) {
            throw new LabConfigurationException(
                    "the evidence '%s' was measured otherwise: %s; measure this host in the same way, or record again on the old kernel"
                            .formatted(name, SameHost.words(otherwise)));
        }
        SameHost machine = SameHost.of(recorded.fingerprint(), now);
        if (!machine.others().isEmpty()) {
            throw new LabConfigurationException(
                    "the evidence '%s' is of another machine, or of this one set up otherwise: %s; only the kernel of L0 and what comes with it may differ: put the rest back, or record again on the old kernel"
                            .formatted(name, SameHost.words(machine.others())));
        }
        if (same && !machine.same()) {
            throw new LabConfigurationException(
                    "this host is not on the kernel that '%s' was recorded on: %s; boot that one, and compare again"
                            .formatted(name, SameHost.words(machine.comes())));
        }
    }

    private Row row(int i) {
        BootSeries reference = baseline.series().get(i);
        BootSeries subject = candidate.series().get(i);
        Optional<BootSeries> back = again.map(recording -> recording.series().get(i));
        Blocks.Judged judged = new Blocks(
                        reference.metric(),
                        reference.values(),
                        subject.values(),
                        back.map(BootSeries::values).orElse(List.of()))
                .judge(tolerance, POLICY, baseline.series().size());
        boolean alike = reference.facts().equals(subject.facts())
                && back.map(it -> it.facts().equals(reference.facts())).orElse(true);
        Verdict verdict = alike
                ? judged.verdict()
                : new Verdict.Invalid("measured with %s, then with %s%s"
                        .formatted(
                                reference.facts(),
                                subject.facts(),
                                back.map(it -> ", then with " + it.facts()).orElse("")));
        return new Row(reference.name(), judged, verdict);
    }

    HostRecording baseline() {
        return baseline;
    }

    HostRecording candidate() {
        return candidate;
    }

    Optional<HostRecording> again() {
        return again;
    }

    /** How many there were so far: each is another chance to be wrong. */
    long candidates() {
        return candidates;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    SameHost machine() {
        return SameHost.of(baseline.fingerprint(), candidate.fingerprint());
    }

    /** If the host drifted, no difference can be attributed to the candidate. */
    public Outcome outcome() {
        if (!names(row -> row.judged().drifted()).isEmpty()) {
            return Outcome.CANNOT_TELL;
        }
        if (!names(row -> row.verdict() instanceof Verdict.Exceeded).isEmpty()) {
            return Outcome.WORSE;
        }
        return undecided().isEmpty() ? Outcome.GOOD : Outcome.CANNOT_TELL;
    }

    /** In one line. */
    String reason() {
        String drifted = names(row -> row.judged().drifted());
        if (!drifted.isEmpty()) {
            return "drift: on its first kernel again, the host is not what it was: " + drifted;
        }
        return switch (outcome()) {
            case WORSE -> names(row -> row.verdict() instanceof Verdict.Exceeded);
            case GOOD -> "all %d metrics are within their limits".formatted(rows.size());
            case DOES_NOT_WORK, CANNOT_TELL -> "not decided: " + undecided();
        };
    }

    private String undecided() {
        return names(row -> !(row.verdict() instanceof Verdict.Within));
    }

    private String names(Predicate<Row> which) {
        return rows.stream().filter(which).map(Row::name).collect(joining(", "));
    }
}
