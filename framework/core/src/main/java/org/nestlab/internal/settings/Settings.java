package org.nestlab.internal.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.Subnet;
import org.nestlab.internal.shard.Shard;
import org.nestlab.spec.Tier;
import org.nestlab.suite.Suites;

/** The settings of one test run or one call of the command line. What each means is said in {@link Setting}. */
public final class Settings {

    private static final Duration BOOT_ON_KVM = Duration.ofMinutes(3);
    private static final Duration BOOT_EMULATED = Duration.ofMinutes(10);
    private static final Duration RUN = Duration.ofHours(24);

    /** Several times what a guest's boot takes on a busy emulated host. */
    private static final Duration BOOT_BEFORE_ANOTHER_ATTEMPT = Duration.ofMinutes(3);

    private final Values values;
    private final TierSetting tier;
    private final String connect;
    private final HostNesting hostNesting;
    private final Keep keep;
    private final ReuseSettings reuse;
    private final SnapshotSettings snapshots;
    private final LabLimit maxLabs;
    private final int depth;
    private final @Nullable Duration bootTimeout;
    private final int bootAttempts;
    private final @Nullable Duration runLimit;
    private final double timeoutScale;
    private final List<Subnet> networkRanges;
    private final Path imageDir;
    private final Path stateDir;
    private final Path outputDir;
    private final @Nullable Path signatures;
    private final @Nullable Path l1Kernel;
    private final @Nullable Path l1Initrd;
    private final @Nullable String stack;
    private final @Nullable String baseline;
    private final @Nullable String candidate;
    private final @Nullable Path testLog;
    private final @Nullable Path reasons;
    private final @Nullable Shard shard;
    private final @Nullable Path shardPlan;
    private final ProgressStyle progress;
    private final ExperimentSettings experiments;
    private final Suites suites;

    private Settings(Values values) {
        this.values = values;
        tier = values.choice(Setting.TIER, TierSetting.class, TierSetting.AUTO);
        connect = values.text(Setting.CONNECT).orElse(Setting.CONNECT.fallback());
        hostNesting = values.choice(Setting.HOST_NESTING, HostNesting.class, HostNesting.CHECK);
        keep = values.choice(Setting.KEEP, Keep.class, Keep.NEVER);
        reuse = ReuseSettings.from(values);
        snapshots = SnapshotSettings.from(values);
        maxLabs = LabLimit.from(values);
        depth = values.number(Setting.DEPTH, 2, 3, 2);
        bootTimeout = values.duration(Setting.TIMEOUT_BOOT).orElse(null);
        bootAttempts = values.number(Setting.BOOT_ATTEMPTS, 1, 5, 0);
        runLimit = values.isOff(Setting.TIMEOUT_RUN)
                ? null
                : values.duration(Setting.TIMEOUT_RUN).orElse(RUN);
        timeoutScale = values.factor(Setting.TIMEOUT_SCALE, 1);
        networkRanges = values.ranges(Setting.NETWORK_RANGE);
        imageDir = values.path(Setting.IMAGE_DIR).orElseGet(() -> ownFolder("/var/cache/nestlab", ".cache/nestlab"));
        stateDir =
                values.path(Setting.STATE_DIR).orElseGet(() -> ownFolder("/var/lib/nestlab", ".local/state/nestlab"));
        outputDir = values.path(Setting.OUTPUT_DIR)
                .orElseGet(() -> Path.of("target", "nestlab").toAbsolutePath());
        signatures = values.path(Setting.SIGNATURES).orElse(null);
        l1Kernel = values.path(Setting.L1_KERNEL).orElse(null);
        l1Initrd = values.path(Setting.L1_INITRD).orElse(null);
        stack = values.text(Setting.STACK).orElse(null);
        baseline = values.text(Setting.BASELINE).orElse(null);
        candidate = values.text(Setting.CANDIDATE).orElse(null);
        testLog = values.path(Setting.TEST_LOG).orElse(null);
        reasons = values.path(Setting.REASONS).orElse(null);
        shard = values.shard(Setting.SHARD).orElse(null);
        shardPlan = values.path(Setting.SHARD_PLAN).orElse(null);
        progress = values.choice(Setting.PROGRESS, ProgressStyle.class, ProgressStyle.PLAIN);
        experiments = ExperimentSettings.from(values, stateDir);
        suites = SuiteSettings.from(values);
        if ((l1Kernel == null) != (l1Initrd == null)) {
            throw new LabConfigurationException("setting '%s' is set and '%s' is not; expected both or neither"
                    .formatted(
                            (l1Kernel == null ? Setting.L1_INITRD : Setting.L1_KERNEL).key(),
                            (l1Kernel == null ? Setting.L1_KERNEL : Setting.L1_INITRD).key()));
        }
    }

    /**
     * Reads the settings.
     *
     * @param lookup the value of a key, as JUnit's {@code ExtensionContext::getConfigurationParameter}
     * @throws LabConfigurationException naming a value that is wrong and what was wanted
     */
    public static Settings from(Function<String, Optional<String>> lookup) {
        return new Settings(new Values(lookup));
    }

    /**
     * The settings of the system properties alone, as the command line has them.
     *
     * @throws LabConfigurationException naming a value or a key that is wrong
     */
    public static Settings fromSystemProperties() {
        UnknownSettings.check("the system properties", System.getProperties().stringPropertyNames());
        return from(key -> Optional.ofNullable(System.getProperty(key)));
    }

    /** The same settings, with {@link Setting#REUSE} as it is for one lab. */
    public Settings withReuse(boolean on) {
        return on == reuse.on() ? this : new Settings(values.with(Setting.REUSE, on ? "on" : "off"));
    }

    /** Nothing set. */
    public static Settings defaults() {
        return from(key -> Optional.empty());
    }

    public TierSetting tier() {
        return tier;
    }

    /** From which subnets are chosen, in this order; empty for the default. */
    public List<Subnet> networkRanges() {
        return networkRanges;
    }

    /** The libvirt URI of the host. */
    public String connect() {
        return connect;
    }

    public HostNesting hostNesting() {
        return hostNesting;
    }

    public Keep keep() {
        return keep;
    }

    public ReuseSettings reuse() {
        return reuse;
    }

    public SnapshotSettings snapshots() {
        return snapshots;
    }

    /** How many labs may be up at once. */
    public LabLimit maxLabs() {
        return maxLabs;
    }

    /** The deepest level that tests may use, 2 or 3. */
    public int depth() {
        return depth;
    }

    /** How long one guest may take to boot on a tier, already scaled. */
    public Duration bootTimeout(Tier onTier) {
        Duration chosen = Optional.ofNullable(bootTimeout)
                .orElse(
                        switch (onTier) {
                            case KVM -> BOOT_ON_KVM;
                            case EMULATED -> BOOT_EMULATED;
                        });
        return scaled(chosen);
    }

    /**
     * How long one guest may take to boot on a tier in one of the attempts, already scaled: all but the last give up
     * early. Time that it waited for a processor of the host does not count in these.
     *
     * @param attempt from 1
     */
    public Duration bootTimeout(Tier onTier, int attempt) {
        Duration last = bootTimeout(onTier);
        Duration early = scaled(BOOT_BEFORE_ANOTHER_ATTEMPT);
        return attempt < bootAttempts(onTier) && early.compareTo(last) < 0 ? early : last;
    }

    /** How often a lab is started at most where a guest hangs in its boot, 1 or more. */
    public int bootAttempts(Tier onTier) {
        if (bootAttempts > 0) {
            return bootAttempts;
        }
        return switch (onTier) {
            case KVM -> 1;
            case EMULATED -> 2;
        };
    }

    /** How long a run may last from its first lab on, already scaled; empty where it has no limit. */
    public Optional<Duration> runLimit() {
        return Optional.ofNullable(runLimit).map(this::scaled);
    }

    /** A time-out, multiplied by {@code nestlab.timeout.scale}. */
    public Duration scaled(Duration timeout) {
        return Duration.ofMillis(Math.max(1, Math.round(timeout.toMillis() * timeoutScale)));
    }

    /** The cache of images; absolute. */
    public Path imageDir() {
        return imageDir;
    }

    /** The journal and the disks of running labs; absolute. */
    public Path stateDir() {
        return stateDir;
    }

    /** Consoles and evidence; absolute, from the working folder of the run. */
    public Path outputDir() {
        return outputDir;
    }

    /** The user's own table of signatures, beside Nestlab's. */
    public Optional<Path> signatures() {
        return Optional.ofNullable(signatures);
    }

    /** The kernel that L1 guests boot instead of the image's; present exactly where {@link #l1Initrd()} is. */
    public Optional<Path> l1Kernel() {
        return Optional.ofNullable(l1Kernel);
    }

    public Optional<Path> l1Initrd() {
        return Optional.ofNullable(l1Initrd);
    }

    /** What every lab varies, as the stack's own parser reads it. */
    public Optional<String> stack() {
        return Optional.ofNullable(stack);
    }

    /** The baseline of every gate of a test run, likewise. */
    public Optional<String> baseline() {
        return Optional.ofNullable(baseline);
    }

    /** The candidate of every gate of a test run, likewise. */
    public Optional<String> candidate() {
        return Optional.ofNullable(candidate);
    }

    /** Where what comes of each test is added; absolute. */
    public Optional<Path> testLog() {
        return Optional.ofNullable(testLog);
    }

    /** A file of sentences about exit reasons. */
    public Optional<Path> reasons() {
        return Optional.ofNullable(reasons);
    }

    /** Which part of the tests is run. */
    public Optional<Shard> shard() {
        return Optional.ofNullable(shard);
    }

    /** The file with the plan of all shards; absolute. */
    public Optional<Path> shardPlan() {
        return Optional.ofNullable(shardPlan);
    }

    public ProgressStyle progress() {
        return progress;
    }

    /** What is said about measuring. */
    public ExperimentSettings experiments() {
        return experiments;
    }

    private static Path ownFolder(String ofRoot, String inHome) {
        return System.getProperty("user.name").equals("root")
                ? Path.of(ofRoot)
                : Path.of(System.getProperty("user.home"), inHome);
    }

    /** The suites of others that are there to be run. */
    public Suites suites() {
        return suites;
    }
}
