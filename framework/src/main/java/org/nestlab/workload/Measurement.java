package org.nestlab.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a workload on one machine gave.
 *
 * @param values one finite value greater than zero for each of the workload's metrics
 * @param facts what has to be equal on both sides of a comparison, as {@code fio=3.33}
 * @param checks the proofs that it measured what it says; one that failed makes it invalid
 * @param operationsOrNull how many operations the run did in all, from its first to its last, null where it does not know; exits of
 *     the virtual CPUs are divided by it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Measurement(
        Map<Metric, Double> values,
        Map<String, String> facts,
        List<Check> checks,
        @Nullable Double operationsOrNull) {

    /**
     * Checks the values.
     *
     * @throws InvalidMeasurementException if one is zero, negative, infinite or not a number
     */
    public Measurement {
        values.forEach((metric, value) -> {
            if (!Double.isFinite(value) || value <= 0) {
                throw new InvalidMeasurementException(
                        "%s is %s %s; expected a number greater than 0".formatted(metric.name(), value, metric.unit()));
            }
        });
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        facts = Map.copyOf(facts);
        checks = List.copyOf(checks);
    }

    public static Measurement of(Metric metric, double value) {
        return new Measurement(Map.of(metric, value), Map.of(), List.of(), null);
    }

    public Measurement and(Metric metric, double value) {
        Map<Metric, Double> more = new LinkedHashMap<>(values);
        more.put(metric, value);
        return new Measurement(more, facts, checks, operationsOrNull);
    }

    public Measurement withFact(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Measurement(values, more, checks, operationsOrNull);
    }

    public Measurement withCheck(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new Measurement(values, facts, more, operationsOrNull);
    }

    public Measurement withOperations(double count) {
        return new Measurement(values, facts, checks, count);
    }

    public OptionalDouble operations() {
        return operationsOrNull == null ? OptionalDouble.empty() : OptionalDouble.of(operationsOrNull);
    }
}
