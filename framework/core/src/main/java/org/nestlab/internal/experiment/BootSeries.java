package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.machine.Level;
import org.nestlab.verdict.Sample;
import org.nestlab.workload.Metric;

/**
 * One metric over fresh boots of one lab.
 *
 * @param level where it was measured
 * @param facts what must be equal on both sides of a comparison, for example {@code sysbench=1.0.20}
 * @param values in the metric's unit, one for each boot, in order; each finite and greater than 0
 */
public record BootSeries(Level level, Metric metric, Map<String, String> facts, List<Double> values) {

    public BootSeries {
        facts = new TreeMap<>(facts);
        values = List.copyOf(values);
        values.forEach(Sample::requireValue);
    }

    /** For example {@code L2 exit-cpuid.cycles}. */
    public String name() {
        return level + " " + metric.name();
    }
}
