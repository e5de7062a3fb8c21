package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.verdict.Sample;
import org.nestlab.workload.Check;
import org.nestlab.workload.InvalidMeasurementException;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;

/**
 * The result of one run of a workload on one machine.
 *
 * @param machine for example {@code L2 guest}
 * @param refusal why it does not count; null if it does
 * @param measurement null if there is none
 * @param counts for each operation
 */
record VisitResult(
        String machine, @Nullable String refusal, @Nullable Measurement measurement, Map<String, Double> counts) {

    static VisitResult refused(String machine, String why) {
        return new VisitResult(machine, why, null, Map.of());
    }

    /** Judges a measurement by its own checks, and that it is complete. */
    static VisitResult of(String machine, Workload workload, Measurement measurement, Map<String, Long> counted) {
        for (Metric metric : workload.metrics()) {
            if (!measurement.values().containsKey(metric)) {
                throw new InvalidMeasurementException(
                        "workload '%s' gave no value for its metric '%s'".formatted(workload.name(), metric.name()));
            }
        }
        List<String> failed = measurement.checks().stream()
                .filter(Check::failed)
                .map(Check::toString)
                .toList();
        String refusal = failed.isEmpty() ? null : String.join("; ", failed);
        return new VisitResult(machine, refusal, measurement, perOperation(measurement, counted));
    }

    private static Map<String, Double> perOperation(Measurement measurement, Map<String, Long> counted) {
        Map<String, Double> counts = new TreeMap<>();
        measurement.operations().ifPresent(operations -> {
            if (operations > 0) {
                counted.forEach((name, count) -> counts.put(name, count / operations));
            }
        });
        return counts;
    }

    boolean counts(Metric metric) {
        return refusal == null && measurement != null && measurement.values().containsKey(metric);
    }

    Sample sample(Metric metric) {
        Double value = measurement == null ? null : measurement.values().get(metric);
        if (value == null) {
            throw new IllegalStateException(machine + " has no " + metric.name());
        }
        return new Sample(value, counts);
    }

    Map<String, String> facts() {
        return measurement == null ? Map.of() : measurement.facts();
    }

    /**
     * What could not be proven of it, one line each, for example {@code bytes read from the host's storage: not
     * provable: …}.
     */
    List<String> unproven() {
        return measurement == null
                ? List.of()
                : measurement.checks().stream()
                        .filter(check -> check.state() == Check.State.NOT_PROVABLE)
                        .map(Check::toString)
                        .toList();
    }

    /** For example {@code L2 guest: fio's JSON ends in the middle}; empty if it counts. */
    String complaint() {
        return refusal == null ? "" : machine + ": " + refusal;
    }
}
