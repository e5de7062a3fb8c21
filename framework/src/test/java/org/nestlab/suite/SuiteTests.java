package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.FakeGuest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class SuiteTests {

    private final FakeGuest l1 = FakeGuest.l1();

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private List<DynamicTest> tests = List.of();

    @BeforeEach
    void install() {
        SuiteFolder.write(folder, "run_kselftest.sh", "#!/bin/sh\n");
        SuiteFolder.write(folder, "kselftest-list.txt", "kvm:good\nkvm:bad\nkvm:other_cpu\n");
        l1.answers
                .on("tar -xzf", "")
                .on("{ true; }", "")
                .on("d=/dev/kvm", "present=yes\nopens=yes\n")
                .on("kvm:good", "ok 1 selftests: kvm: good\n")
                .on("kvm:bad", "# ==== Test Assertion Failure ====\nnot ok 1 selftests: kvm: bad # exit=254\n")
                .on("kvm:other_cpu", "# 1..0 # SKIP - no VMX\nok 1 selftests: kvm: other_cpu # SKIP\n");
        tests = KernelSelftests.in(folder).on(l1).toList();
    }

    @Test
    void eachOfItsTestsIsOneOfJUnits() {
        assertThat(tests)
                .extracting(DynamicTest::getDisplayName)
                .containsExactly("good", "bad", "other_cpu", "at least one test ran");

        assertThatCode(() -> tests.get(0).getExecutable().execute()).doesNotThrowAnyException();
        assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        "L1 hypervisor: bad of selftests-kvm failed: exit=254; it printed:%n  # ==== Test Assertion Failure ====%n  not ok 1 selftests: kvm: bad # exit=254"
                                .formatted());
        assertThatThrownBy(() -> tests.get(2).getExecutable().execute())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("L1 hypervisor: other_cpu of selftests-kvm was skipped by the suite: no VMX");
    }

    @Test
    void aTestThatIsSkippedWhileThereIsNoKvmHasFailed() {
        FakeGuest without = FakeGuest.l1();
        without.answers
                .on("tar -xzf", "")
                .on("{ true; }", "")
                .on("d=/dev/kvm", "present=no\n")
                .on("kvm:other_cpu", "# 1..0 # SKIP - no VMX\nok 1 selftests: kvm: other_cpu # SKIP\n");

        assertThatThrownBy(() -> KernelSelftests.in(folder)
                        .on(without)
                        .toList()
                        .get(2)
                        .getExecutable()
                        .execute())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "L1 hypervisor: other_cpu of selftests-kvm failed: it could not run, and the suite skipped it: no VMX; /dev/kvm is absent; it printed:");
    }

    @Test
    void aSuiteThatSkippedAllOfItsTestsHasFailed() {
        SuiteFolder.write(folder, "kselftest-list.txt", "kvm:other_cpu\n");
        List<DynamicTest> allSkipped = KernelSelftests.in(folder).on(l1).toList();

        assertThatThrownBy(() -> allSkipped.get(1).getExecutable().execute())
                .as("none was run so far, which says nothing of the suite")
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("L1 hypervisor: selftests-kvm: 0 of 1 tests were run");
        assertThatThrownBy(() -> allSkipped.get(0).getExecutable().execute()).isInstanceOf(TestAbortedException.class);
        assertThatThrownBy(() -> allSkipped.get(1).getExecutable().execute())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        "L1 hypervisor: selftests-kvm: the suite skipped all of its 1 tests, so that nothing was tested; the first: no VMX");
    }

    @Test
    void aSuiteOfWhichSomeRanHasRun() throws Throwable {
        tests.get(0).getExecutable().execute();
        assertThatThrownBy(() -> tests.get(2).getExecutable().execute()).isInstanceOf(TestAbortedException.class);

        assertThatCode(() -> tests.get(3).getExecutable().execute()).doesNotThrowAnyException();
    }

    @Test
    void afterTheMachineWasLostNoTestWaitsForIt() {
        FakeGuest dying = FakeGuest.l1();
        dying.answers
                .on("tar -xzf", "")
                .on("{ true; }", "")
                .on(command -> command.line().contains("kvm:good"), command -> {
                    throw new GuestCommandException("L1 hypervisor: the SSH session is lost");
                });
        List<DynamicTest> all = KernelSelftests.in(folder).on(dying).toList();
        assertThatThrownBy(() -> all.get(0).getExecutable().execute()).isInstanceOf(GuestCommandException.class);
        dying.answers.on(command -> command.line().equals("true"), command -> {
            throw new GuestCommandException("L1 hypervisor: the SSH session is lost");
        });
        int asked = dying.answers.asked().size();

        for (int other = 1; other <= 2; other++) {
            DynamicTest test = all.get(other);
            assertThatThrownBy(() -> test.getExecutable().execute())
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessage(
                            "L1 hypervisor: %s of selftests-kvm was not run: the machine was lost in good",
                            test.getDisplayName());
        }
        assertThat(dying.answers.asked()).hasSize(asked + 1);
    }

    @Test
    void aSuiteWithoutTestsHasFailed() {
        SuiteFolder.write(folder, "kselftest-list.txt", "cgroup:test_core\n");

        assertThatThrownBy(() -> KernelSelftests.in(folder)
                        .on(l1)
                        .toList()
                        .get(0)
                        .getExecutable()
                        .execute())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("L1 hypervisor: selftests-kvm has no tests in %s", folder);
    }

    @Test
    void oneThatIsNotConfiguredAbortsTheTest() {
        Suites none = Suites.none();

        assertThatThrownBy(none::kvmUnitTests)
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(
                        "the kvm-unit-tests are not configured: set -Dnestlab.suite.unittests to a folder with built ones");
        assertThatThrownBy(none::selftests)
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(
                        "the kernel selftests are not configured: set -Dnestlab.suite.selftests to a folder with installed ones");
        assertThatThrownBy(none::unixBench)
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(
                        "UnixBench is not configured: set -Dnestlab.unixbench to a folder with a built one, which has its Run script");
        assertThat(none.withUnixBench(folder).unixBench()).isEqualTo(folder);
        assertThat(Suites.none().withSelftests(folder).selftests().tests()).hasSize(3);
    }

    @Test
    void theSuiteIsCopiedOnceAndNotBeforeItsFirstTest() throws Throwable {
        assertThat(l1.answers.asked()).isEmpty();

        tests.get(0).getExecutable().execute();
        tests.get(0).getExecutable().execute();

        assertThat(l1.answers.asked())
                .extracting(command -> command.line().contains("tar -xzf"))
                .containsExactly(true, false, false, false);
        assertThat(l1.answers.asked().get(2).line())
                .isEqualTo("cd /var/tmp/nestlab-selftests-kvm && { ./run_kselftest.sh -t kvm:good; } 2>&1");
    }
}
