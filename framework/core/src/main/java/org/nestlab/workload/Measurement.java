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
 * What one run of a workload on one machine gave: an immutable value. {@code withX} replaces, {@code addX} adds.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Measurement {

    private final Map<Metric, Double> values;
    private final Map<String, String> facts;
    private final List<Check> checks;
    private final @Nullable Double operations;

    private Measurement(
            Map<Metric, Double> values, Map<String, String> facts, List<Check> checks, @Nullable Double operations) {
        values.forEach((metric, value) -> {
            if (!Double.isFinite(value) || value <= 0) {
                throw new InvalidMeasurementException(
                        "%s is %s %s; expected a number greater than 0".formatted(metric.name(), value, metric.unit()));
            }
        });
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.facts = Map.copyOf(facts);
        this.checks = List.copyOf(checks);
        this.operations = operations;
    }

    /**
     * One value.
     *
     * @throws InvalidMeasurementException if it is zero, negative, infinite or not a number
     */
    public static Measurement of(Metric metric, double value) {
        return new Measurement(Map.of(metric, value), Map.of(), List.of(), null);
    }

    /**
     * The values of several metrics.
     *
     * @throws InvalidMeasurementException if one is zero, negative, infinite or not a number
     */
    public static Measurement of(Map<Metric, Double> values) {
        return new Measurement(values, Map.of(), List.of(), null);
    }

    /** One finite value greater than zero for each of the workload's metrics. */
    public Map<Metric, Double> values() {
        return values;
    }

    /** What must be equal on both sides of a comparison, for example {@code fio=3.33}. */
    public Map<String, String> facts() {
        return facts;
    }

    /** The proofs that it measured what it says; one that failed makes it invalid. */
    public List<Check> checks() {
        return checks;
    }

    /**
     * How many operations the run did in all, from its first to its last, empty where it does not know; exits of the
     * virtual CPUs are divided by it.
     */
    public OptionalDouble operations() {
        return operations == null ? OptionalDouble.empty() : OptionalDouble.of(operations);
    }

    /**
     * The same run with these values instead.
     *
     * @throws InvalidMeasurementException if one is zero, negative, infinite or not a number
     */
    public Measurement withValues(Map<Metric, Double> newValues) {
        return new Measurement(newValues, facts, checks, operations);
    }

    /**
     * One more metric.
     *
     * @throws InvalidMeasurementException if its value is zero, negative, infinite or not a number
     */
    public Measurement addValue(Metric metric, double value) {
        Map<Metric, Double> more = new LinkedHashMap<>(values);
        more.put(metric, value);
        return withValues(more);
    }

    /** One more of the {@link #facts()}. */
    public Measurement addFact(String name, String value) {
        return addFacts(Map.of(name, value));
    }

    /** More of the {@link #facts()}. */
    public Measurement addFacts(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return new Measurement(values, all, checks, operations);
    }

    /** One more of the {@link #checks()}. */
    public Measurement addCheck(Check check) {
        return addChecks(List.of(check));
    }

    /** More of the {@link #checks()}. */
    public Measurement addChecks(List<Check> more) {
        List<Check> all = new ArrayList<>(checks);
        all.addAll(more);
        return new Measurement(values, facts, all, operations);
    }

    /** With the number of {@link #operations()}. */
    public Measurement withOperations(double count) {
        return new Measurement(values, facts, checks, count);
    }
}
