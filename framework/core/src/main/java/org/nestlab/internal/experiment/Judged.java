package org.nestlab.internal.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;

/**
 * Which of the measured metrics are judged: the more there are, the more evidence each of them needs. It is said before
 * the first pair, and never changed afterwards.
 *
 * @param names for example {@code L2:exit-cpuid.cycles}, or {@code L2:exit-cpuid} for all metrics of a workload; none
 *     for everything
 */
public record Judged(Set<String> names) {

    public Judged {
        names = Set.copyOf(names);
    }

    /**
     * Reads {@code LEVEL:METRIC} and {@code LEVEL:WORKLOAD}; where there are none, everything is judged.
     *
     * @throws LabConfigurationException naming one that is not measured
     */
    public static Judged of(Collection<String> names, SortedMap<Level, List<Workload>> measured) {
        Set<String> known = new TreeSet<>();
        for (Map.Entry<Level, List<Workload>> ofLevel : measured.entrySet()) {
            for (Workload workload : ofLevel.getValue()) {
                known.add(ofLevel.getKey() + ":" + workload.name());
                workload.metrics().forEach(metric -> known.add(ofLevel.getKey() + ":" + metric.name()));
            }
        }
        Set<String> judged = new TreeSet<>();
        for (String name : names) {
            if (!known.contains(name.strip())) {
                throw new LabConfigurationException("'%s' cannot be judged, because it is not measured: there are %s"
                        .formatted(name, String.join(", ", known)));
            }
            judged.add(name.strip());
        }
        return new Judged(judged);
    }

    boolean includes(Level level, Workload workload, Metric metric) {
        return names.isEmpty()
                || names.contains(level + ":" + workload.name())
                || names.contains(level + ":" + metric.name());
    }
}
