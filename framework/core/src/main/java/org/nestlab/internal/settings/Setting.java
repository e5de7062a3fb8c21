package org.nestlab.internal.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every setting there is. The table of docs/settings.md and the check for unknown keys are made from this list.
 *
 * <p>A setting is a JUnit configuration parameter: {@code -Dnestlab.tier=kvm}, or a line of
 * {@code junit-platform.properties}.
 */
public enum Setting {
    TIER(
            "nestlab.tier",
            "auto | kvm | emulated",
            "auto",
            "How L1 runs. `auto` takes `kvm` where the CPU has vmx or svm, and then reports what is missing instead of falling back."),
    CONNECT(
            "nestlab.connect",
            "libvirt URI",
            "qemu:///system",
            "The libvirt that runs L1, on this machine or over SSH, for example `qemu+ssh://root@host/system`."),
    HOST_NESTING(
            "nestlab.host.nesting",
            "check | enable",
            "check",
            "Whether the host's KVM module may be reloaded to switch nesting on; it is restored afterwards. `check` changes nothing."),
    KEEP(
            "nestlab.keep",
            "never | on-failure | always",
            "never",
            "Whether a lab stays up after its tests, so that you can look inside; `nestlab down` removes it."),
    REUSE(
            "nestlab.reuse",
            "off | on",
            "off",
            "Whether a lab of tests that measure nothing stays up for the next run, which takes it over if the spec is equal and all guests are well. Ignored if the environment variable CI is set, see docs/warm-labs.md."),
    REUSE_MAX(
            "nestlab.reuse.max",
            "number",
            "1",
            "How many labs may wait for a next run; the least recently used one is taken down first."),
    SNAPSHOTS(
            "nestlab.snapshots",
            "off | on",
            "off",
            "Whether labs of tests that measure nothing are thawed from a snapshot of their first start, instead of booted. Emulated tier and root only, see docs/warm-labs.md."),
    SNAPSHOTS_MAX(
            "nestlab.snapshots.max",
            "number",
            "8",
            "How many snapshots are kept; the least recently used one is removed first."),
    SNAPSHOTS_GIB(
            "nestlab.snapshots.gib",
            "number",
            "16",
            "How many GiB of disk all snapshots together may take; the least recently used one is removed first."),
    LABS_MAX(
            "nestlab.labs.max",
            "number | auto",
            "1",
            "How many labs may be up at once in one test run; auto: as many as the host has processors, memory and disk for."),
    DEPTH("nestlab.depth", "number", "2", "The deepest level that tests which ask for it may use, 2 or 3."),
    TIMEOUT_BOOT(
            "nestlab.timeout.boot",
            "duration",
            "180s on kvm, 600s on emulated",
            "How long one guest may take from its start to the end of its boot."),
    BOOT_ATTEMPTS(
            "nestlab.boot.attempts",
            "number",
            "1 on kvm, 2 on emulated",
            "How often a lab is started if a guest hangs while it boots, or if the emulation provably broke a guest. All starts but the last give up on a hang after 180 s; time in which a guest waited for the processors of a busy host does not count. On the emulated tier, 2 or more also allow one more start after a crash."),
    TIMEOUT_RUN(
            "nestlab.timeout.run",
            "duration | off",
            "24h",
            "How long a run may last from its first lab on. Then Nestlab writes the state of every thread and level to `run-limit` in nestlab.output.dir and takes down the labs, and the tests that wait fail."),
    TIMEOUT_SCALE(
            "nestlab.timeout.scale",
            "number",
            "1",
            "Multiplies every time-out of Nestlab; set more than 1 for a slow or busy host."),
    NETWORK_RANGE(
            "nestlab.network.range",
            "IPv4 ranges",
            "192.168.130.0/24 to 192.168.250.0/24",
            "The private ranges from which the subnets of labs are chosen at every level, for example `10.96.0.0/16,172.20.0.0/20`. For hosts whose own networks are in the default ranges."),
    IMAGE_DIR(
            "nestlab.image.dir",
            "folder",
            "/var/cache/nestlab for root, else ~/.cache/nestlab",
            "Where built and downloaded images are cached."),
    STATE_DIR(
            "nestlab.state.dir",
            "folder",
            "/var/lib/nestlab for root, else ~/.local/state/nestlab",
            "Where the journal and the disks of running labs are."),
    OUTPUT_DIR(
            "nestlab.output.dir",
            "folder",
            "target/nestlab",
            "Where consoles and the evidence of failures are written."),
    SIGNATURES(
            "nestlab.signatures",
            "file",
            "none: those that are built in",
            "More known lines of consoles and logs: what they mean, and whether the machine is dead."),
    L1_KERNEL(
            "nestlab.l1.kernel",
            "file",
            "the image's",
            "Another kernel for L1 guests that boot the image's kernel; needs nestlab.l1.initrd."),
    L1_INITRD("nestlab.l1.initrd", "file", "the image's", "The initramfs of nestlab.l1.kernel."),
    STACK(
            "nestlab.stack",
            "stack",
            "none: each lab as it is",
            "What is varied in every lab of the run, for example `L1.kernel=package:linux-image-cloud-amd64/bookworm-backports`; entries for levels the lab does not have are ignored."),
    BASELINE(
            "nestlab.baseline",
            "stack",
            "that of the test",
            "The baseline of every `@UpgradeGate`, for example `L1.kernel=image`."),
    CANDIDATE("nestlab.candidate", "stack", "that of the test", "The candidate of every `@UpgradeGate`."),
    PROFILE(
            "nestlab.profile",
            "quick | standard | thorough",
            "standard on kvm, quick on emulated",
            "How long a measurement takes, and how many pairs an experiment has at most."),
    GATE(
            "nestlab.gate",
            "strict | lenient",
            "strict on kvm, lenient on emulated",
            "Whether a test fails (`strict`) or is aborted (`lenient`) if the evidence does not suffice for a verdict."),
    THRESHOLDS(
            "nestlab.thresholds",
            "file",
            "thresholds.yaml of the class path",
            "The thresholds; `-Dnestlab.threshold.METRIC.L2/L1=RATIO` replaces a single one."),
    HISTORY(
            "nestlab.history",
            "file | JDBC URL | off",
            "history.db in nestlab.state.dir",
            "Where every experiment is stored: an SQLite file, or `jdbc:postgresql://host/database?user=…`."),
    HISTORY_AGE(
            "nestlab.history.age",
            "duration",
            "168h",
            "How old the evidence of an earlier run may be so that an experiment continues with it."),
    PAIRS_MAX(
            "nestlab.pairs.max",
            "number",
            "the profile's: 30, or 80 for thorough",
            "The maximum number of pairs in one experiment."),
    EXPERIMENT_BUDGET(
            "nestlab.experiment.budget",
            "duration",
            "5m on quick, 20m on standard, 60m on thorough",
            "After this time an experiment begins no new pair; the next run continues with its evidence. Without this setting, an experiment on a busy host goes on until it has ten pairs, for at most three times as long."),
    SEED(
            "nestlab.seed",
            "number",
            "drawn at random, and logged",
            "The seed of the coin that decides which machine of a pair is measured first."),
    UNIXBENCH(
            "nestlab.unixbench",
            "folder",
            "none: UnixBench is not run",
            "An installed UnixBench on the host; it is copied to every level."),
    REASONS(
            "nestlab.reasons",
            "file",
            "none: Nestlab's own sentences alone",
            "Sentences about exit reasons for `nestlab explain`, a line each, like `NPF = Our disks have no ioeventfd.`, after Nestlab's own."),
    KVM_UNIT_TESTS(
            "nestlab.suite.unittests",
            "folder",
            "none: they are not run",
            "Built kvm-unit-tests on the host, or the scripts of `make standalone`; they are copied to L1 and run there, each as a test."),
    KVM_UNIT_TESTS_ONLY(
            "nestlab.suite.unittests.only",
            "names",
            "all",
            "The kvm-unit-tests that are run, separated by commas; `*` stands for any characters, and `!` leaves tests out: `vmexit_*,!vmexit_ipi*`."),
    SELFTESTS(
            "nestlab.suite.selftests",
            "folder",
            "none: they are not run",
            "Installed kernel selftests on the host; those of KVM are copied to L1 and run there, each as a test."),
    SELFTESTS_ONLY("nestlab.suite.selftests.only", "names", "all", "The selftests that are run, in the same way."),
    SUITE_TIMEOUT(
            "nestlab.suite.timeout",
            "duration",
            "90s for a kvm-unit-test, the own limit of a selftest",
            "The limit of each test of a suite. One to which its suite gives more keeps what it has."),
    KNOWN_FAILURES(
            "nestlab.suite.known",
            "file",
            "none: each failure fails",
            "Tests of suites that are known to fail, a line each, like `kvm-unit-tests msr = the emulated CPU has no such MSR`. One that fails is aborted with the reason; one that passes is reported as failed."),
    REPORT(
            "nestlab.report",
            "on | off",
            "on",
            "Whether the report shows experiments, matrices and exact costs; set off for a run inside a test, for example a test that a gate fails."),
    TEST_LOG(
            "nestlab.test.log",
            "file",
            "none: it is not written",
            "The file to which the result of each test is appended: a line of JSON when it begins, and one when it ends. `nestlab gate --tests` reads it."),
    SHARD(
            "nestlab.shard",
            "NUMBER/COUNT",
            "none: all tests are run",
            "Which part of the tests is run, for example `2/4`. Classes that share a lab stay together; `nestlab shard check` proves that all shards together ran every test once, see docs/shards.md."),
    SHARD_PLAN(
            "nestlab.shard.plan",
            "file",
            "none: labs are divided by their specs alone",
            "The plan of `nestlab shard plan --output`, the same one for each shard; it divides the labs by how long their tests take."),
    PROGRESS(
            "nestlab.progress",
            "plain | off",
            "plain",
            "Whether each step is shown on standard error: a line with its level and how long it took.");

    /** What the key of a single threshold starts with; what follows is a metric and a pair of levels. */
    public static final String THRESHOLD_PREFIX = "nestlab.threshold.";

    private final String key;
    private final String wanted;
    private final String fallback;
    private final String description;

    Setting(String key, String wanted, String fallback, String description) {
        this.key = key;
        this.wanted = wanted;
        this.fallback = fallback;
        this.description = description;
    }

    public String key() {
        return key;
    }

    /** What it may be, for example {@code check | enable} or {@code duration}. */
    public String wanted() {
        return wanted;
    }

    /** The default, in words. */
    public String fallback() {
        return fallback;
    }

    /** What it is for, in one or two sentences of Markdown. */
    public String description() {
        return description;
    }

    /** All keys, in the order of the table. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    /** The setting of that key, if there is one. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }
}
