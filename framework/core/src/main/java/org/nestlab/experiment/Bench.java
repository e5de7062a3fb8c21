package org.nestlab.experiment;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.machine.Machine;
import org.nestlab.verdict.Threshold;
import org.nestlab.workload.Workload;

/**
 * Compares machines of a test's lab. A test takes it as a parameter; like the machines, it ends with the lab.
 *
 * <h2>What a comparison does</h2>
 * Both machines run every workload, one visit after the other, in an order that a coin decides anew for each pair;
 * guests that are not measured are suspended meanwhile. It goes on until the evidence suffices for every metric that
 * has a threshold, or until the profile's pairs or the time are used up. Metrics without a threshold are measured along
 * and not judged.
 *
 * <h2>What becomes of it</h2>
 * The result is a value; {@code assertThat(experiment).meetsItsThresholds()} turns it into a passed, failed or aborted
 * test.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Bench {

    /** Compares two machines by one workload. */
    default Experiment compare(Workload workload, Machine subject, Machine reference) {
        return compare(List.of(workload), subject, reference);
    }

    /**
     * Compares two machines; all workloads share the visits.
     *
     * @param subject the machine that is judged
     * @param reference what it is compared with
     * @throws org.nestlab.LabConfigurationException if a machine lacks what a workload needs
     */
    Experiment compare(List<? extends Workload> workloads, Machine subject, Machine reference);

    /** This bench, with a threshold that replaces the one of the file. */
    Bench expecting(String metric, Threshold threshold);

    /** This bench, measuring by another profile than the setting's. */
    Bench withProfile(Profile profile);

    /**
     * This bench, measuring so many pairs where no metric has a threshold, instead of five: one shows what a level
     * costs, and five give an interval.
     *
     * @param pairs at least 1; a comparison in which a metric has a threshold goes on until that is decided
     */
    Bench withUnjudgedPairs(int pairs);

    /** This bench, with another seed for the coin than one drawn at random. */
    Bench withSeed(long seed);
}
