package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;

/**
 * An experiment before it is run.
 *
 * @param design of the experiment
 * @param notes what is known beforehand and a reader should know, one line each
 * @param workloads in the order in which each visit runs them
 * @param thresholds by the name of a metric; the others are measured and not judged
 * @param unjudgedPairs how many pairs are measured if nothing is judged, because then no verdict ends the experiment
 * @param time how long new pairs are started
 */
record ExperimentPlan(
        ExperimentDesign design,
        List<String> notes,
        List<Workload> workloads,
        Map<String, Threshold> thresholds,
        int unjudgedPairs,
        ExperimentTime time) {

    ExperimentPlan {
        notes = List.copyOf(notes);
        workloads = List.copyOf(workloads);
        thresholds = Map.copyOf(thresholds);
        if (workloads.isEmpty()) {
            throw new LabConfigurationException("nothing to compare by; expected a workload, like Fio.randomRead4k()");
        }
        Set<String> names = new TreeSet<>();
        for (Workload workload : workloads) {
            if (workload.metrics().isEmpty()) {
                throw new LabConfigurationException(
                        "workload '%s' measures nothing; expected a metric or more".formatted(workload.name()));
            }
            for (Metric metric : workload.metrics()) {
                if (!names.add(metric.name())) {
                    throw new LabConfigurationException(
                            "metric '%s' is measured by two workloads: give each its own name"
                                    .formatted(metric.name()));
                }
            }
        }
        for (String judged : thresholds.keySet()) {
            if (!names.contains(judged)) {
                throw new LabConfigurationException("a threshold for '%s', which nothing measures: there are %s"
                        .formatted(judged, String.join(", ", names)));
            }
        }
    }
}
