package org.nestlab.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.GatePolicy;

/**
 * Two machines compared: all that was measured, and what follows from it. A value with everything in it.
 *
 * @param id of this experiment
 * @param run equal for all experiments of one test run
 * @param test who asked for it, for example {@code DiskOverheadTests.randomRead}
 * @param lab the lab's name
 * @param levels of the two machines
 * @param subject the machine that is judged, for example {@code L2 guest}
 * @param reference the machine it is compared with, for example {@code L1 hypervisor}
 * @param started by the wall clock
 * @param took by the monotonic clock
 * @param seed of the coin
 * @param profile for example {@code quick}
 * @param setup what both machines look like and how long is measured, for example {@code vcpus=2}, {@code measure=3 s};
 *     together with the fingerprint's identity and a workload's settings it says which evidence may be put together
 * @param strict whether evidence that does not suffice fails the test
 * @param notes what a reader should know, one line each
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Experiment(
        UUID id,
        String run,
        String test,
        String lab,
        Tier tier,
        LevelPair levels,
        String subject,
        String reference,
        Instant started,
        Duration took,
        long seed,
        String profile,
        Map<String, String> setup,
        GatePolicy policy,
        boolean strict,
        Fingerprint fingerprint,
        List<Comparison> comparisons,
        List<String> notes) {

    /** The key of {@link #setup()} that an experiment has whose subject and reference are one machine. */
    public static final String REFERENCE = "reference";

    /** Its value. */
    public static final String ITSELF = "the subject itself";

    public Experiment {
        setup = Map.copyOf(setup);
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /**
     * Whether a machine was compared with itself: every difference is noise, and every verdict but {@code Within} is
     * wrong.
     */
    public boolean withItself() {
        return ITSELF.equals(setup.get(REFERENCE));
    }

    /** This experiment with its outcome. */
    public Experiment ended(Duration duration, List<Comparison> outcome, List<String> whatToKnow) {
        return new Experiment(
                id,
                run,
                test,
                lab,
                tier,
                levels,
                subject,
                reference,
                started,
                duration,
                seed,
                profile,
                setup,
                policy,
                strict,
                fingerprint,
                outcome,
                whatToKnow);
    }

    /**
     * The comparison of one metric.
     *
     * @param name a metric's, or a workload's for its first metric
     * @throws NoSuchElementException naming what there is
     */
    public Comparison of(String name) {
        return comparisons.stream()
                .filter(c -> c.metric().name().equals(name) || c.workload().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no '%s' in this experiment: it measured %s"
                        .formatted(
                                name,
                                comparisons.stream().map(c -> c.metric().name()).collect(Collectors.joining(", ")))));
    }
}
