package org.nestlab.internal.experiment;

import java.util.List;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;

/** Where the pairs of earlier runs come from. */
@FunctionalInterface
interface CarriedPairs {

    /** The pairs of a metric that is judged, the oldest first. */
    List<Pair> of(Workload workload, Metric metric, Threshold threshold);
}
