package org.nestlab.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.suite.SuiteResult.Outcome;

/**
 * The selftests of a kernel's source, as {@code make -C tools/testing/selftests TARGETS=kvm install} leaves them: which
 * there are is read from {@code kselftest-list.txt}, each is run by {@code run_kselftest.sh}, which reports in KTAP
 * what became of it. A test that skips itself because there is no {@code /dev/kvm} has failed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KernelSelftests implements Suite {

    private static final String LIST = "kselftest-list.txt";

    // ok 1 selftests: kvm: state_test # SKIP
    private static final Pattern RESULT =
            Pattern.compile("(not )?ok [0-9]{1,6} selftests: ([^ :]++): (\\S++)(?: # ?(.*+))?");

    // # 1..0 # SKIP - KVM_CAP_NESTED_STATE not available          # MCG_CMCI_P is not supported, skipping test
    private static final Pattern WHY_SKIPPED =
            Pattern.compile("#? ?1\\.\\.0 # SKIP (?:- )?(.++)|#? ?(.{1,200}), skipping test");

    // # ./nx_huge_pages_test.sh: line 20: sudo: command not found
    private static final Pattern NO_PROGRAM = Pattern.compile("#? ?(.{1,200}: command not found)");

    // # ==== Test Assertion Failure ====
    // #   x86_64/debug_regs.c:168: run->exit_reason == KVM_EXIT_DEBUG
    private static final Pattern ASSERTION =
            Pattern.compile("==== Test Assertion Failure ====\\R#? *+([^\\s:]{1,100}+:[0-9]{1,6}: .{1,200}+)");

    // #   Failed guest assert: tsc_page->tsc_sequence != 0 at x86_64/hyperv_clock.c:124
    private static final Pattern IN_GUEST = Pattern.compile("Failed guest assert: (.{1,200}+)");

    private final Path folder;
    private final String collection;
    private final Duration timeout;
    private final SuiteOptions options;

    private KernelSelftests(Path folder, String collection, Duration timeout, SuiteOptions options) {
        this.folder = folder;
        this.collection = collection;
        this.timeout = timeout;
        this.options = options;
    }

    /**
     * Those of KVM.
     *
     * @throws LabConfigurationException if no selftests are installed there
     */
    public static KernelSelftests in(Path folder) {
        if (!Files.isExecutable(folder.resolve("run_kselftest.sh")) || !Files.isRegularFile(folder.resolve(LIST))) {
            throw new LabConfigurationException(
                    "%s holds no kernel selftests; expected a folder with run_kselftest.sh and %s, as `make -C tools/testing/selftests TARGETS=kvm install INSTALL_PATH=…` leaves it"
                            .formatted(folder, LIST));
        }
        return new KernelSelftests(folder, "kvm", Duration.ZERO, SuiteOptions.none());
    }

    /** Those of another collection, for example {@code cgroup}. */
    public KernelSelftests ofCollection(String name) {
        return new KernelSelftests(folder, name, timeout, options);
    }

    /**
     * How long each test may take, in place of the suite's own limit, 120 s for those of KVM, where that is shorter. An
     * emulated machine needs more.
     */
    public KernelSelftests withTimeout(Duration perTest) {
        return new KernelSelftests(folder, collection, perTest, options);
    }

    @Override
    public KernelSelftests withOnly(List<String> tests) {
        return new KernelSelftests(folder, collection, timeout, options.withOnly(tests));
    }

    @Override
    public KernelSelftests withKnownFailures(KnownFailures failures) {
        return new KernelSelftests(folder, collection, timeout, options.withKnown(failures));
    }

    @Override
    public KnownFailures knownFailures() {
        return options.known();
    }

    @Override
    public KernelSelftests withReport(Consumer<SuiteFigures> report) {
        return new KernelSelftests(folder, collection, timeout, options.withReport(report));
    }

    @Override
    public Consumer<SuiteFigures> report() {
        return options.report();
    }

    @Override
    public String name() {
        return "selftests-" + collection;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<String> tests() {
        return options.chosen()
                .of(name(), list(SuiteFiles.read("the suite's list of tests", folder.resolve(LIST)), collection));
    }

    static List<String> list(String text, String collection) {
        String start = collection + ":";
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .filter(test -> !test.isEmpty())
                .toList();
    }

    @Override
    public Command setUp() {
        return limit().raisedTo(timeout);
    }

    @Override
    public Command command(String test) {
        return Command.shell("./run_kselftest.sh -t " + Command.quote(collection + ":" + test))
                .withTimeout(limit().ofCommand(timeout));
    }

    private SelftestLimit limit() {
        return SelftestLimit.of(folder, collection);
    }

    @Override
    public SuiteResult read(String test, String output) {
        String program = test.substring(test.lastIndexOf('/') + 1);
        return output.lines()
                .map(RESULT::matcher)
                .filter(result -> result.matches() && result.group(3).equals(program))
                .map(result -> result(test, result, output))
                .findFirst()
                .orElseGet(() -> SuiteResult.untold(test, output));
    }

    private static SuiteResult result(String test, Matcher line, String output) {
        String remark = Optional.ofNullable(line.group(4)).orElse("");
        // Kernels before 5.9 say "not ok" of what they skip.
        if (remark.startsWith("SKIP")) {
            Optional<String> missing = firstOf(NO_PROGRAM, output);
            String why = firstOf(WHY_SKIPPED, output).or(() -> missing).orElse(remark);
            return SkipReason.noKvm(output)
                            || missing.isPresent()
                            || failedAssertion(output).isPresent()
                    ? SuiteResult.notRun(test, why, output)
                    : new SuiteResult(test, Outcome.SKIPPED, why, output);
        }
        if (line.group(1) == null) {
            return new SuiteResult(test, Outcome.PASSED, remark, output);
        }
        String why = failedAssertion(output)
                .map(it -> "%s (%s)".formatted(remark, it))
                .orElse(remark);
        return new SuiteResult(test, Outcome.FAILED, why, output);
    }

    /**
     * That of the guest where one failed there: the test's own is {@code false} then. A test that is denied access
     * fails an assertion, and then says that it skips itself.
     */
    private static Optional<String> failedAssertion(String output) {
        Matcher assertion = ASSERTION.matcher(output);
        if (!assertion.find()) {
            return Optional.empty();
        }
        Matcher inGuest = IN_GUEST.matcher(output);
        return Optional.of(inGuest.find() ? inGuest.group(1) : assertion.group(1));
    }

    /** What the first line that the pattern matches says, by the first of its groups that is there. */
    private static Optional<String> firstOf(Pattern pattern, String output) {
        return output.lines()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .flatMap(line -> Stream.of(line.group(1), line.group(line.groupCount())))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
