package org.nestlab.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.Tier;
import org.nestlab.spec.ValueProperties;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.GatePolicy;

/** How two machines are compared: all of an {@link Experiment} that is known before anything is measured. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExperimentDesign {

    private final UUID id;
    private final String run;
    private final String test;
    private final String lab;
    private final Tier tier;
    private final LevelPair levels;
    private final String subject;
    private final String reference;
    private final Instant started;
    private final long seed;
    private final String profile;
    private final Map<String, String> setup;
    private final boolean withItself;
    private final GatePolicy policy;
    private final boolean strict;
    private final Fingerprint fingerprint;

    private ExperimentDesign(
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
        this.id = id;
        this.run = run;
        this.test = test;
        this.lab = lab;
        this.tier = tier;
        this.levels = levels;
        this.subject = subject;
        this.reference = reference;
        this.started = started;
        this.seed = seed;
        this.profile = profile;
        this.setup = Map.copyOf(setup);
        this.withItself = withItself;
        this.policy = policy;
        this.strict = strict;
        this.fingerprint = fingerprint;
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static ExperimentDesign of(
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
        return new ExperimentDesign(
                id,
                run,
                test,
                lab,
                tier,
                levels,
                subject,
                reference,
                started,
                seed,
                profile,
                setup,
                withItself,
                policy,
                strict,
                fingerprint);
    }

    /** The identifier of the experiment. */
    public UUID id() {
        return id;
    }

    /** Equal for all experiments of one test run. */
    public String run() {
        return run;
    }

    /** Who asked for it, for example {@code DiskOverheadTests.randomRead}. */
    public String test() {
        return test;
    }

    /** The lab's name. */
    public String lab() {
        return lab;
    }

    /** The tier that the lab ran on. */
    public Tier tier() {
        return tier;
    }

    /** The levels of the two machines. */
    public LevelPair levels() {
        return levels;
    }

    /** The machine that is judged, for example {@code L2 guest}. */
    public String subject() {
        return subject;
    }

    /** The machine it is compared with, for example {@code L1 hypervisor}. */
    public String reference() {
        return reference;
    }

    /** When it began, by the wall clock. */
    public Instant started() {
        return started;
    }

    /** The seed of the random numbers that decide which side of a pair is measured first. */
    public long seed() {
        return seed;
    }

    /** The name of the profile, for example {@code quick}. */
    public String profile() {
        return profile;
    }

    /**
     * What both machines look like and how long is measured, for example {@code vcpus=2}, {@code measure=3 s}; together
     * with the fingerprint's identity and a workload's settings it says which evidence may be put together.
     */
    public Map<String, String> setup() {
        return setup;
    }

    /**
     * Whether subject and reference are one machine: every difference is noise then, and every verdict but {@code
     * Within} is wrong.
     */
    public boolean withItself() {
        return withItself;
    }

    /** How the gate decides. */
    public GatePolicy policy() {
        return policy;
    }

    /** Whether evidence that does not suffice fails the test. */
    public boolean strict() {
        return strict;
    }

    /** The fingerprint of what is compared. */
    public Fingerprint fingerprint() {
        return fingerprint;
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

    private ValueProperties properties() {
        return ValueProperties.of(ExperimentDesign.class)
                .and("id", id)
                .and("run", run)
                .and("test", test)
                .and("lab", lab)
                .and("tier", tier)
                .and("levels", levels)
                .and("subject", subject)
                .and("reference", reference)
                .and("started", started)
                .and("seed", seed)
                .and("profile", profile)
                .and("setup", setup)
                .and("withItself", withItself)
                .and("policy", policy)
                .and("strict", strict)
                .and("fingerprint", fingerprint);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExperimentDesign same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
