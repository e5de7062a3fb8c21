package org.nestlab.history;

import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;

/**
 * What pairs of an earlier experiment must have in common with those of the one at hand to be put together with them.
 *
 * @param design of the experiment at hand: its fingerprint, set-up, levels and tier must be equal; evidence that is
 *     younger than its start, or its own, is left out
 * @param metric what is measured
 * @param workload the workload's name
 * @param settings how the workload is set
 * @param threshold what must hold; where it is written down may change
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record EvidenceQuery(
        ExperimentDesign design, Metric metric, String workload, Map<String, String> settings, Threshold threshold) {

    public EvidenceQuery {
        settings = Map.copyOf(settings);
    }
}
