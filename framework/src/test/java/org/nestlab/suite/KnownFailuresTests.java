package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeGuest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class KnownFailuresTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final FakeGuest l1 = FakeGuest.l1();

    private DynamicTest theTest(String known) throws IOException {
        SuiteFolder.write(folder, "run_kselftest.sh", "#!/bin/sh\n");
        SuiteFolder.write(folder, "kselftest-list.txt", "kvm:one\n");
        Path file = Files.writeString(folder.resolve("known.txt"), known);
        return KernelSelftests.in(folder)
                .withKnownFailures(KnownFailures.in(file))
                .on(l1)
                .findFirst()
                .orElseThrow();
    }

    private void answers(String result) {
        l1.answers
                .on("tar -xzf", "")
                .on("{ true; }", "")
                .on("d=/dev/kvm", "present=yes\nopens=yes\n")
                .on("kvm:one", result);
    }

    @Test
    void aKnownFailureAbortsTheTestWithItsReason() throws IOException {
        answers("not ok 1 selftests: kvm: one # exit=254\n");

        assertThatThrownBy(theTest("# of the emulated tier\n\nselftests-kvm one = no such MSR\n")
                        .getExecutable()::execute)
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("L1 hypervisor: one of selftests-kvm failed (exit=254), which is known: no such MSR");
    }

    @Test
    void aTestThatPassesAlthoughItIsKnownToFailHasFailed() throws IOException {
        answers("ok 1 selftests: kvm: one\n");

        assertThatThrownBy(theTest("selftests-kvm one = no such MSR").getExecutable()::execute)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        "L1 hypervisor: one of selftests-kvm passed, and %s/known.txt says that it fails: no such MSR; remove its line",
                        folder);
    }

    @Test
    void aTestThatCouldNotRunIsNoKnownFailure() throws IOException {
        l1.answers
                .on("tar -xzf", "")
                .on("{ true; }", "")
                .on("d=/dev/kvm", "present=no\n")
                .on("kvm:one", "# 1..0 # SKIP - no VMX\nok 1 selftests: kvm: one # SKIP\n");

        assertThatThrownBy(theTest("selftests-kvm one = no such MSR").getExecutable()::execute)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "L1 hypervisor: one of selftests-kvm failed: it could not run, and the suite skipped it: no VMX; /dev/kvm is absent");
    }

    @Test
    void aLineIsOfOneSuite() throws IOException {
        answers("ok 1 selftests: kvm: one\n");

        assertThatCode(theTest("kvm-unit-tests one = no such MSR").getExecutable()::execute)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "msr = why | known.txt:1: 'msr = why' is not a valid line; expected SUITE TEST = REASON",
                "kvm-unit-tests msr = | known.txt:1: 'kvm-unit-tests msr =' is not a valid line; expected SUITE TEST = REASON",
            })
    void aLineThatIsWrongIsNamed(String line, String message) {
        assertThatThrownBy(() -> KnownFailures.read("known.txt", line))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void aTestIsListedOnce() {
        assertThatThrownBy(() -> KnownFailures.read("known.txt", "s a = 1\ns b = 2\ns a = 3\n"))
                .hasMessage("known.txt:3: a of s is listed twice");
    }

    @Test
    void aFileThatIsGoneIsNamedWithItsSetting() {
        assertThatThrownBy(() -> KnownFailures.in(folder.resolve("gone")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "the list of known failures %1$s/gone cannot be read: java.nio.file.NoSuchFileException: %1$s/gone",
                        folder);
        assertThat(KnownFailures.none().reason("s", "a")).isEmpty();
    }
}
