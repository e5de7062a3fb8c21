package org.nestlab.suite;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.opentest4j.TestAbortedException;

/**
 * The suites that a run is configured with, as the parameter of a test or a test factory. One that is asked for and not
 * configured aborts the test, and the reason names the setting.
 *
 * @param unitTests the folder of {@code nestlab.suite.unittests}
 * @param kernelSelftests the folder of {@code nestlab.suite.selftests}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Suites(Optional<Path> unitTests, Optional<Path> kernelSelftests) {

    /**
     * The built kvm-unit-tests.
     *
     * @throws TestAbortedException if none are configured
     * @throws org.nestlab.LabConfigurationException if the folder does not hold them
     */
    public KvmUnitTests kvmUnitTests() {
        return KvmUnitTests.in(
                unitTests.orElseThrow(() -> absent("kvm-unit-tests", "nestlab.suite.unittests", "built ones")));
    }

    /**
     * The kernel's selftests of KVM.
     *
     * @throws TestAbortedException if none are configured
     * @throws org.nestlab.LabConfigurationException if the folder does not hold them
     */
    public KernelSelftests selftests() {
        return KernelSelftests.in(kernelSelftests.orElseThrow(
                () -> absent("kernel selftests", "nestlab.suite.selftests", "installed ones")));
    }

    private static TestAbortedException absent(String what, String setting, String wanted) {
        return new TestAbortedException(
                "the %s are not configured: set -D%s to a folder with %s".formatted(what, setting, wanted));
    }
}
