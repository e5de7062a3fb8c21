package org.nestlab.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What others have built and a run is configured with, as the parameter of a test or a test factory: an immutable
 * value. What is asked for and not configured aborts the test, and the reason names the setting.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Suites {

    private final Given unitTests;
    private final Given kernelSelftests;
    private final @Nullable Path unixBench;
    private final @Nullable Path knownFailures;
    private final @Nullable Duration timeout;
    private final Consumer<SuiteFigures> report;

    /**
     * A suite as it is configured.
     *
     * @param folder null where it is not
     * @param only the tests that are wanted; empty for all
     */
    private record Given(@Nullable Path folder, List<String> only) {
        static final Given NONE = new Given(null, List.of());

        Given {
            only = List.copyOf(only);
        }
    }

    private Suites(
            Given unitTests,
            Given kernelSelftests,
            @Nullable Path unixBench,
            @Nullable Path knownFailures,
            @Nullable Duration timeout,
            Consumer<SuiteFigures> report) {
        this.unitTests = unitTests;
        this.kernelSelftests = kernelSelftests;
        this.unixBench = unixBench;
        this.knownFailures = knownFailures;
        this.timeout = timeout;
        this.report = report;
    }

    /** Nothing is configured. */
    public static Suites none() {
        return new Suites(Given.NONE, Given.NONE, null, null, null, figures -> {});
    }

    /** With the folder of {@code nestlab.suite.unittests}. */
    public Suites withUnitTests(Path folder) {
        return with(new Given(folder, unitTests.only()), kernelSelftests);
    }

    /** With the tests of {@code nestlab.suite.unittests.only}. */
    public Suites withOnlyUnitTests(List<String> tests) {
        return with(new Given(unitTests.folder(), tests), kernelSelftests);
    }

    /** With the folder of {@code nestlab.suite.selftests}. */
    public Suites withSelftests(Path folder) {
        return with(unitTests, new Given(folder, kernelSelftests.only()));
    }

    /** With the tests of {@code nestlab.suite.selftests.only}. */
    public Suites withOnlySelftests(List<String> tests) {
        return with(unitTests, new Given(kernelSelftests.folder(), tests));
    }

    /** With the folder of {@code nestlab.unixbench}. */
    public Suites withUnixBench(Path folder) {
        return new Suites(unitTests, kernelSelftests, folder, knownFailures, timeout, report);
    }

    /** With the file of {@code nestlab.suite.known}, which is read when a suite is asked for. */
    public Suites withKnownFailures(Path file) {
        return new Suites(unitTests, kernelSelftests, unixBench, file, timeout, report);
    }

    /** With the limit of {@code nestlab.suite.timeout} for each test of a suite. */
    public Suites withTimeout(Duration perTest) {
        return new Suites(unitTests, kernelSelftests, unixBench, knownFailures, perTest, report);
    }

    /** With a receiver of what their tests measure: {@link Suite#withReport}. */
    public Suites withReport(Consumer<SuiteFigures> receiver) {
        return new Suites(unitTests, kernelSelftests, unixBench, knownFailures, timeout, receiver);
    }

    private Suites with(Given unit, Given kernel) {
        return new Suites(unit, kernel, unixBench, knownFailures, timeout, report);
    }

    /**
     * The built kvm-unit-tests.
     *
     * @throws TestAbortedException if none are configured
     * @throws org.nestlab.LabConfigurationException if the folder does not hold them, or the file of known failures
     *     cannot be read
     */
    public KvmUnitTestSuite kvmUnitTests() {
        KvmUnitTestSuite suite = KvmUnitTestSuite.in(
                configured(unitTests.folder(), "the kvm-unit-tests are", "nestlab.suite.unittests", "built ones"));
        KvmUnitTestSuite limited = timeout == null ? suite : suite.withTimeout(timeout);
        return limited.withOnly(unitTests.only()).withKnownFailures(known()).withReport(report);
    }

    /**
     * The kernel's selftests of KVM.
     *
     * @throws TestAbortedException if none are configured
     * @throws org.nestlab.LabConfigurationException if the folder does not hold them, or the file of known failures
     *     cannot be read
     */
    public KernelSelftests selftests() {
        KernelSelftests suite = KernelSelftests.in(configured(
                kernelSelftests.folder(), "the kernel selftests are", "nestlab.suite.selftests", "installed ones"));
        KernelSelftests limited = timeout == null ? suite : suite.withTimeout(timeout);
        return limited.withOnly(kernelSelftests.only())
                .withKnownFailures(known())
                .withReport(report);
    }

    private KnownFailures known() {
        return knownFailures == null ? KnownFailures.none() : KnownFailures.in(knownFailures);
    }

    /**
     * The folder of a built UnixBench, for {@link org.nestlab.workload.UnixBench}.
     *
     * @throws TestAbortedException if none is configured
     */
    public Path unixBench() {
        return configured(unixBench, "UnixBench is", "nestlab.unixbench", "a built one, which has its Run script");
    }

    private static Path configured(@Nullable Path folder, String what, String setting, String wanted) {
        return Optional.ofNullable(folder)
                .orElseThrow(() -> new TestAbortedException(
                        "%s not configured: set -D%s to a folder with %s".formatted(what, setting, wanted)));
    }
}
