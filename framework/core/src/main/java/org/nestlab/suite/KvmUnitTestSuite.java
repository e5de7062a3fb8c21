package org.nestlab.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.suite.SuiteResult.Outcome;

/**
 * The kvm-unit-tests: small kernels that are booted on the KVM of a machine. They are taken as {@code ./configure &&
 * make} leaves them, wherever that was, or as the scripts of {@code make standalone}. A test that the suite skips
 * because QEMU could not start has failed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KvmUnitTestSuite implements Suite {

    // PASS apic-split (56 tests, 1 skipped)
    private static final Pattern RESULT = Pattern.compile("(PASS|FAIL|SKIP) (\\S++)(?: \\((.*)\\))?\\s*+");

    // FAIL: NP exception
    private static final Pattern FAILED = Pattern.compile("FAIL: (.{1,200}+).*+");

    /** How many failures of one test are named. */
    private static final int MOST_FAILED = 5;

    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*+m");

    /** Beside the test's own limit: two starts of QEMU, and what the suite asks it. */
    private static final Duration AROUND_A_TEST = Duration.ofMinutes(2);

    private final UnitTestBuild build;
    private final List<UnitTestEntry> all;
    private final Duration timeout;
    private final SuiteOptions options;

    private KvmUnitTestSuite(UnitTestBuild build, List<UnitTestEntry> all, Duration timeout, SuiteOptions options) {
        this.build = build;
        this.all = all;
        this.timeout = timeout;
        this.options = options;
    }

    /**
     * A built suite, whose list of tests is read now.
     *
     * @param folder where it was built, or that of its standalone scripts
     * @throws LabConfigurationException if there is none, or its list of tests cannot be read
     */
    public static KvmUnitTestSuite in(Path folder) {
        UnitTestBuild build = build(folder);
        return new KvmUnitTestSuite(build, build.tests(), Duration.ofSeconds(90), SuiteOptions.none());
    }

    private static UnitTestBuild build(Path folder) {
        if (BuildTree.isIn(folder)) {
            return new BuildTree(folder);
        }
        if (StandaloneScripts.isIn(folder)) {
            return new StandaloneScripts(folder);
        }
        throw new LabConfigurationException(
                "%s holds no built kvm-unit-tests; expected run_tests.sh and config.mak, as ./configure && make leaves them, or the scripts of make standalone"
                        .formatted(folder));
    }

    /**
     * How long each test may take, in place of 90 s. A test to which the suite's list gives more keeps what it has. An
     * emulated machine needs more than the list gives.
     */
    public KvmUnitTestSuite withTimeout(Duration perTest) {
        return new KvmUnitTestSuite(build, all, perTest, options);
    }

    @Override
    public KvmUnitTestSuite withOnly(List<String> tests) {
        return new KvmUnitTestSuite(build, all, timeout, options.withOnly(tests));
    }

    @Override
    public KvmUnitTestSuite withKnownFailures(KnownFailures failures) {
        return new KvmUnitTestSuite(build, all, timeout, options.withKnown(failures));
    }

    @Override
    public KnownFailures knownFailures() {
        return options.known();
    }

    @Override
    public KvmUnitTestSuite withReport(Consumer<SuiteFigures> report) {
        return new KvmUnitTestSuite(build, all, timeout, options.withReport(report));
    }

    @Override
    public Consumer<SuiteFigures> report() {
        return options.report();
    }

    @Override
    public String name() {
        return "kvm-unit-tests";
    }

    @Override
    public Path folder() {
        return build.folder();
    }

    @Override
    public List<String> unneeded() {
        return build.unneeded();
    }

    /**
     * Some tests ask for more memory than the machine has, of which they touch little. The kernel hands it out where it
     * is told to.
     */
    @Override
    public Command setUp() {
        return Command.shell(build.setUp() + " && echo 1 >/proc/sys/vm/overcommit_memory");
    }

    @Override
    public List<String> tests() {
        return options.chosen()
                .of(
                        name(),
                        all.stream()
                                .filter(test -> !test.isByHand())
                                .map(UnitTestEntry::name)
                                .toList());
    }

    @Override
    public Command command(String test) {
        UnitTestEntry wanted = entry(test);
        Duration limit = wanted.limit(timeout);
        return Command.shell("export ACCEL=kvm TIMEOUT=%ds; %s".formatted(limit.toSeconds(), build.run(wanted)))
                .withTimeout(limit.plus(AROUND_A_TEST));
    }

    private UnitTestEntry entry(String test) {
        return all.stream()
                .filter(each -> each.name().equals(test))
                .findFirst()
                .orElseThrow(() -> new LabConfigurationException("%s has no test '%s'".formatted(name(), test)));
    }

    /** Those of its micro-benchmarks {@code vmexit_…}: what an operation costs that leaves the guest. */
    @Override
    public Map<String, Long> cycles(String test, String output) {
        return entry(test).groups().contains(VmExitCycles.GROUP) ? VmExitCycles.read(output) : Map.of();
    }

    @Override
    public SuiteResult read(String test, String output) {
        String plain = COLOUR.matcher(output).replaceAll("");
        return plain.lines()
                .map(RESULT::matcher)
                .filter(result -> result.matches() && result.group(2).equals(test))
                .map(result -> result(test, result.group(1), result.group(3) == null ? "" : result.group(3), plain))
                .findFirst()
                .orElseGet(() -> SuiteResult.untold(test, plain));
    }

    private static SuiteResult result(String test, String word, String reason, String output) {
        if (word.equals("SKIP") && !SkipReason.doesNotApply(reason)) {
            return SuiteResult.notRun(test, reason, output);
        }
        return new SuiteResult(test, outcome(word), word.equals("FAIL") ? failures(reason, output) : reason, output);
    }

    /** The suite's words, and what it calls failed: {@code 13 tests, 2 unexpected failures (NMI; TPR)}. */
    private static String failures(String reason, String output) {
        List<String> failed = output.lines()
                .map(FAILED::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .limit(MOST_FAILED)
                .toList();
        if (failed.isEmpty()) {
            return reason.isEmpty() ? "it ended with a status of its own, and named no failure" : reason;
        }
        String named = String.join("; ", failed);
        return reason.isEmpty() ? named : "%s (%s)".formatted(reason, named);
    }

    private static Outcome outcome(String word) {
        return switch (word) {
            case "PASS" -> Outcome.PASSED;
            case "SKIP" -> Outcome.SKIPPED;
            default -> Outcome.FAILED;
        };
    }
}
