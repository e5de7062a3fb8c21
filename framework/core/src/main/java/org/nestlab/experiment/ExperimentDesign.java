package org.nestlab.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.GatePolicy;

/**
 * How two machines are compared: all of an {@link Experiment} that is known before anything is measured.
 *
 * @param id of the experiment
 * @param run equal for all experiments of one test run
 * @param test who asked for it, for example {@code DiskOverheadTests.randomRead}
 * @param lab the lab's name
 * @param levels of the two machines
 * @param subject the machine that is judged, for example {@code L2 guest}
 * @param reference the machine it is compared with, for example {@code L1 hypervisor}
 * @param started by the wall clock
 * @param seed of the coin that decides which side goes first
 * @param profile for example {@code quick}
 * @param setup what both machines look like and how long is measured, for example {@code vcpus=2}, {@code measure=3 s};
 *     together with the fingerprint's identity and a workload's settings it says which evidence may be put together
 * @param withItself whether subject and reference are one machine: every difference is noise then, and every verdict
 *     but {@code Within} is wrong
 * @param policy how the gate decides
 * @param strict whether evidence that does not suffice fails the test
 * @param fingerprint of what is compared
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExperimentDesign(
        UUID id,
        String run,
        String test,
        String lab,
        Tier tier,
        LevelPair levels,
        String subject,
        String reference,
        Instant started,
        long seed,
        String profile,
        Map<String, String> setup,
        boolean withItself,
        GatePolicy policy,
        boolean strict,
        Fingerprint fingerprint) {

    public ExperimentDesign {
        setup = Map.copyOf(setup);
    }

    /**
     * The experiment that followed this design.
     *
     * @param took by the monotonic clock
     * @param comparisons one for each metric
     * @param notes what a reader should know, one line each
     */
    public Experiment ended(Duration took, List<Comparison> comparisons, List<String> notes) {
        return new Experiment(this, took, comparisons, notes);
    }

    /** The same comparison under another identifier, between other levels, of machines with other names. */
    public ExperimentDesign ofMachines(UUID newId, LevelPair newLevels, String newSubject, String newReference) {
        return new ExperimentDesign(
                newId,
                run,
                test,
                lab,
                tier,
                newLevels,
                newSubject,
                newReference,
                started,
                seed,
                profile,
                setup,
                withItself,
                policy,
                strict,
                fingerprint);
    }
}
