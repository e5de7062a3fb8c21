package org.nestlab.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.Tier;
import org.nestlab.spec.ValueProperties;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.GatePolicy;

/**
 * How two machines are compared: all of an {@link Experiment} that is known before anything is measured. An immutable
 * value; {@code withX} replaces a property.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExperimentDesign {

    /** Never changed and never handed on; what changes is a copy of it. */
    private final Properties properties;

    private ExperimentDesign(Properties properties) {
        this.properties = properties;
    }

    /**
     * A design with the names of the levels for machines, {@link GatePolicy#DEFAULT}, {@link Fingerprint#UNKNOWN}, no
     * set-up and the seed 0. It compares two machines and is not strict. Run, test, lab and profile are empty texts.
     */
    public static ExperimentDesign of(UUID id, Instant started, Tier tier, LevelPair levels) {
        return new ExperimentDesign(new Properties(id, started, tier, levels));
    }

    /** The identifier of the experiment. */
    public UUID id() {
        return properties.id;
    }

    /** Equal for all experiments of one test run. */
    public String run() {
        return properties.run;
    }

    /** Who asked for it, for example {@code DiskOverheadTests.randomRead}. */
    public String test() {
        return properties.test;
    }

    /** The lab's name. */
    public String lab() {
        return properties.lab;
    }

    /** The tier that the lab ran on. */
    public Tier tier() {
        return properties.tier;
    }

    /** The levels of the two machines. */
    public LevelPair levels() {
        return properties.levels;
    }

    /** The machine that is judged, for example {@code L2 guest}. */
    public String subject() {
        return properties.subject;
    }

    /** The machine it is compared with, for example {@code L1 hypervisor}. */
    public String reference() {
        return properties.reference;
    }

    /** When it began, by the wall clock. */
    public Instant started() {
        return properties.started;
    }

    /** The seed of the random numbers that decide which side of a pair is measured first. */
    public long seed() {
        return properties.seed;
    }

    /** The name of the profile, for example {@code quick}. */
    public String profile() {
        return properties.profile;
    }

    /**
     * What both machines look like and how long is measured, for example {@code vcpus=2}, {@code measure=3 s}; together
     * with the fingerprint's identity and a workload's settings it says which evidence may be put together.
     */
    public Map<String, String> setup() {
        return properties.setup;
    }

    /**
     * Whether subject and reference are one machine: every difference is noise then, and every verdict but {@code
     * Within} is wrong.
     */
    public boolean withItself() {
        return properties.withItself;
    }

    /** How the gate decides. */
    public GatePolicy policy() {
        return properties.policy;
    }

    /** Whether evidence that does not suffice fails the test. */
    public boolean strict() {
        return properties.strict;
    }

    /** The fingerprint of what is compared. */
    public Fingerprint fingerprint() {
        return properties.fingerprint;
    }

    public ExperimentDesign withId(UUID id) {
        return changed(it -> it.id = id);
    }

    public ExperimentDesign withRun(String run) {
        return changed(it -> it.run = run);
    }

    public ExperimentDesign withTest(String test) {
        return changed(it -> it.test = test);
    }

    public ExperimentDesign withLab(String name) {
        return changed(it -> it.lab = name);
    }

    public ExperimentDesign withTier(Tier tier) {
        return changed(it -> it.tier = tier);
    }

    /** The same comparison between other levels. The names of the machines stay. */
    public ExperimentDesign withLevels(LevelPair levels) {
        return changed(it -> it.levels = levels);
    }

    public ExperimentDesign withSubject(String machine) {
        return changed(it -> it.subject = machine);
    }

    public ExperimentDesign withReference(String machine) {
        return changed(it -> it.reference = machine);
    }

    public ExperimentDesign withStarted(Instant started) {
        return changed(it -> it.started = started);
    }

    public ExperimentDesign withSeed(long seed) {
        return changed(it -> it.seed = seed);
    }

    public ExperimentDesign withProfile(String name) {
        return changed(it -> it.profile = name);
    }

    public ExperimentDesign withSetup(Map<String, String> setup) {
        Map<String, String> copy = Map.copyOf(setup);
        return changed(it -> it.setup = copy);
    }

    /** The same design, of one machine that is compared with itself, or of two. */
    public ExperimentDesign withItself(boolean oneMachine) {
        return changed(it -> it.withItself = oneMachine);
    }

    public ExperimentDesign withPolicy(GatePolicy policy) {
        return changed(it -> it.policy = policy);
    }

    public ExperimentDesign withStrict(boolean strict) {
        return changed(it -> it.strict = strict);
    }

    public ExperimentDesign withFingerprint(Fingerprint fingerprint) {
        return changed(it -> it.fingerprint = fingerprint);
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

    private ExperimentDesign changed(Consumer<Properties> change) {
        Properties copy = properties.copy();
        change.accept(copy);
        return new ExperimentDesign(copy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExperimentDesign same && properties.named().equals(same.properties.named());
    }

    @Override
    public int hashCode() {
        return properties.named().hashCode();
    }

    @Override
    public String toString() {
        return properties.named().toString();
    }

    /** The properties, which a copy takes over without naming them. */
    private static final class Properties implements Cloneable {

        private UUID id;
        private String run = "";
        private String test = "";
        private String lab = "";
        private Tier tier;
        private LevelPair levels;
        private String subject;
        private String reference;
        private Instant started;
        private long seed;
        private String profile = "";
        private Map<String, String> setup = Map.of();
        private boolean withItself;
        private GatePolicy policy = GatePolicy.DEFAULT;
        private boolean strict;
        private Fingerprint fingerprint = Fingerprint.UNKNOWN;

        Properties(UUID id, Instant started, Tier tier, LevelPair levels) {
            this.id = id;
            this.started = started;
            this.tier = tier;
            this.levels = levels;
            subject = levels.subject().toString();
            reference = levels.reference().toString();
        }

        Properties copy() {
            try {
                return (Properties) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("this class is Cloneable", e);
            }
        }

        ValueProperties named() {
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
    }
}
