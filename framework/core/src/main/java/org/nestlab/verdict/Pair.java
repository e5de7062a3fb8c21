package org.nestlab.verdict;

import java.time.Instant;
import org.apiguardian.api.API;
import org.nestlab.workload.Metric;

/**
 * One measurement on each side, back to back.
 *
 * @param number from 1, in the experiment that measured it
 * @param subjectFirst how the coin fell
 * @param at when the pair began, by the wall clock
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Pair(int number, Sample subject, Sample reference, boolean subjectFirst, Instant at) {

    /** The logarithm of how good the subject is beside the reference: D of the gate. */
    public double lnRatio(Metric metric) {
        return metric.lnRatio(subject.value(), reference.value());
    }
}
