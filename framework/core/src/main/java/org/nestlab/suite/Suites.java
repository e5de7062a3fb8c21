package org.nestlab.suite;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What others have built and a run is configured with, as the parameter of a test or a test factory: an immutable
 * value. What is asked for and not configured aborts the test, and the reason names the setting.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Suites {

    private final @Nullable Path unitTests;
    private final @Nullable Path kernelSelftests;
    private final @Nullable Path unixBench;

    private Suites(@Nullable Path unitTests, @Nullable Path kernelSelftests, @Nullable Path unixBench) {
        this.unitTests = unitTests;
        this.kernelSelftests = kernelSelftests;
        this.unixBench = unixBench;
    }

    /** Nothing is configured. */
    public static Suites none() {
        return new Suites(null, null, null);
    }

    /** With the folder of {@code nestlab.suite.unittests}. */
    public Suites withUnitTests(Path folder) {
        return new Suites(folder, kernelSelftests, unixBench);
    }

    /** With the folder of {@code nestlab.suite.selftests}. */
    public Suites withSelftests(Path folder) {
        return new Suites(unitTests, folder, unixBench);
    }

    /** With the folder of {@code nestlab.unixbench}. */
    public Suites withUnixBench(Path folder) {
        return new Suites(unitTests, kernelSelftests, folder);
    }

    /**
     * The built kvm-unit-tests.
     *
     * @throws TestAbortedException if none are configured
     * @throws org.nestlab.LabConfigurationException if the folder does not hold them
     */
    public KvmUnitTestSuite kvmUnitTests() {
        return KvmUnitTestSuite.in(
                configured(unitTests, "the kvm-unit-tests are", "nestlab.suite.unittests", "built ones"));
    }

    /**
     * The kernel's selftests of KVM.
     *
     * @throws TestAbortedException if none are configured
     * @throws org.nestlab.LabConfigurationException if the folder does not hold them
     */
    public KernelSelftests selftests() {
        return KernelSelftests.in(
                configured(kernelSelftests, "the kernel selftests are", "nestlab.suite.selftests", "installed ones"));
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
