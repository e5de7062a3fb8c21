package org.nestlab.internal.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.nestlab.machine.Level;
import org.nestlab.verdict.Comparison;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Needs;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/**
 * A workload on one level of a lab, where several levels are measured in one boot: its names begin with the level, so
 * that the metrics of all levels can be judged together.
 */
record LevelWorkload(Level level, Workload workload) implements Workload {

    /** All workloads of a boot: guests that were suspended and resumed no longer count as freshly booted. */
    static List<LevelWorkload> deepestFirst(SortedMap<Level, List<Workload>> workloads) {
        return workloads.entrySet().stream()
                .sorted(Map.Entry.<Level, List<Workload>>comparingByKey().reversed())
                .flatMap(it -> it.getValue().stream().map(workload -> new LevelWorkload(it.getKey(), workload)))
                .toList();
    }

    @Override
    public String name() {
        return prefix() + workload.name();
    }

    @Override
    public List<Metric> metrics() {
        return workload.metrics().stream().map(this::ofLevel).toList();
    }

    @Override
    public Needs needs() {
        return workload.needs();
    }

    @Override
    public Map<String, String> settings() {
        return workload.settings();
    }

    @Override
    public Measurement measure(Testbed testbed) {
        return ofLevel(workload.measure(testbed));
    }

    Measurement ofLevel(Measurement measured) {
        Map<Metric, Double> values = new LinkedHashMap<>();
        measured.values().forEach((metric, value) -> values.put(ofLevel(metric), value));
        return measured.withValues(values);
    }

    private Metric ofLevel(Metric metric) {
        return new Metric(prefix() + metric.name(), metric.unit(), metric.better());
    }

    /** The metric under its own name. */
    Metric plain(Metric ofLevel) {
        return new Metric(ofLevel.name().substring(prefix().length()), ofLevel.unit(), ofLevel.better());
    }

    /** The comparison under the workload's own names. */
    Comparison plain(Comparison ofLevel) {
        return ofLevel.withMetric(plain(ofLevel.metric())).withWorkload(workload.name());
    }

    private String prefix() {
        return level.toString().toLowerCase(Locale.ROOT) + ".";
    }
}
