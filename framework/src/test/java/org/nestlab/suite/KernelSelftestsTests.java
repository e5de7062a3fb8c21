package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.Untidy;
import org.nestlab.suite.SuiteResult.Outcome;

class KernelSelftestsTests {

    private static final String START = "TAP version 13\n1..1\n# selftests: kvm: state_test\n";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private KernelSelftests suite;

    @BeforeEach
    void install() {
        SuiteFolder.write(folder, "run_kselftest.sh", "#!/bin/sh\n");
        SuiteFolder.write(folder, "kselftest-list.txt", "cgroup:test_core\nkvm:state_test\nkvm:x86/smm_test\n\n");
        suite = KernelSelftests.in(folder);
    }

    @Test
    void itsTestsAreThoseOfItsCollection() {
        assertThat(suite.tests()).containsExactly("state_test", "x86/smm_test");
        assertThat(suite.ofCollection("cgroup").tests()).containsExactly("test_core");
        assertThat(suite.ofCollection("net").tests()).isEmpty();
    }

    @Test
    void readsWhatBecameOfATest() {
        assertThat(read("# vcpu running\nok 1 selftests: kvm: state_test\n"))
                .returns(Outcome.PASSED, SuiteResult::outcome);
        assertThat(read("not ok 1 selftests: kvm: state_test # exit=254\n"))
                .returns(Outcome.FAILED, SuiteResult::outcome)
                .returns("exit=254", SuiteResult::reason);
        assertThat(read("not ok 1 selftests: kvm: state_test # TIMEOUT 120 seconds\n"))
                .returns(Outcome.FAILED, SuiteResult::outcome)
                .returns("TIMEOUT 120 seconds", SuiteResult::reason);
        assertThat(read("""
                        # 1..0 # SKIP - Requirement not met: kvm_has_cap(KVM_CAP_SMALLER_MAXPHYADDR)
                        ok 1 selftests: kvm: state_test # SKIP
                        """))
                .returns(Outcome.SKIPPED, SuiteResult::outcome)
                .returns("Requirement not met: kvm_has_cap(KVM_CAP_SMALLER_MAXPHYADDR)", SuiteResult::reason);
        assertThat(read("ok 1 selftests: kvm: state_test # SKIP\n")).returns("SKIP", SuiteResult::reason);
        assertThat(read("not ok 1 selftests: kvm: state_test # SKIP\n"))
                .as("of kernels of 2019 and 2020")
                .returns(Outcome.SKIPPED, SuiteResult::outcome);
    }

    /** Printed by those of 6.1.192 on an emulated L1. */
    @Test
    void aFailureNamesTheAssertionThatFailed() {
        String assertion = """
                # ==== Test Assertion Failure ====
                #   x86_64/kvm_clock_test.c:168: !strncmp(clk_name, "tsc\\n", st.st_size)
                #   pid=920 tid=920 errno=0 - Success
                # sh: 1: addr2line: not found
                #   clocksource not supported: hpet
                """;

        assertThat(read(assertion + "# \nnot ok 1 selftests: kvm: state_test # exit=254\n")
                        .reason())
                .isEqualTo("exit=254 (x86_64/kvm_clock_test.c:168: !strncmp(clk_name, \"tsc\\n\", st.st_size))");
        assertThat(read("""
                        # ==== Test Assertion Failure ====
                        #   x86_64/hyperv_clock.c:237: false
                        #   pid=565 tid=565 errno=4 - Interrupted system call
                        # sh: 1: addr2line: not found
                        #   Failed guest assert: tsc_page->tsc_sequence != 0 at x86_64/hyperv_clock.c:124
                        #\s
                        not ok 1 selftests: kvm: state_test # exit=254
                        """).reason()).isEqualTo("exit=254 (tsc_page->tsc_sequence != 0 at x86_64/hyperv_clock.c:124)");
    }

    /** By {@code lib/assert.c} of 6.1: it ends like one that does not apply. */
    @Test
    void aTestThatWasDeniedAccessHasFailed() {
        assertThat(read("""
                        # ==== Test Assertion Failure ====
                        #   lib/kvm_util.c:76: fd >= 0
                        #   pid=920 tid=920 errno=13 - Permission denied
                        # 1..0 # SKIP - Access denied - Exiting
                        ok 1 selftests: kvm: state_test # SKIP
                        """))
                .returns(Outcome.NOT_RUN, SuiteResult::outcome)
                .returns("it could not run, and the suite skipped it: Access denied - Exiting", SuiteResult::reason);
    }

    /** By those of 6.1.192: {@code print_skip} of some, and a script where there is no sudo. */
    @Test
    void whyATestWasSkippedIsReadInEachOfItsForms() {
        assertThat(read("# MCG_CMCI_P is not supported, skipping test\nok 1 selftests: kvm: state_test # SKIP\n"))
                .returns(Outcome.SKIPPED, SuiteResult::outcome)
                .returns("MCG_CMCI_P is not supported", SuiteResult::reason);
        assertThat(
                        read(
                                "# ./nx_huge_pages_test.sh: line 20: sudo: command not found\nok 1 selftests: kvm: state_test # SKIP\n"))
                .as("what the machine lacks is no reason of the CPU")
                .returns(Outcome.NOT_RUN, SuiteResult::outcome)
                .returns(
                        "it could not run, and the suite skipped it: ./nx_huge_pages_test.sh: line 20: sudo: command not found",
                        SuiteResult::reason);
    }

    /** As kernels before 5.13, before 6.14 and since then say it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# /dev/kvm not available (errno: 2), skipping test",
                "# 1..0 # SKIP - /dev/kvm not available (errno: 13)",
                "# 1..0 # SKIP - Cannot open '/dev/kvm': No such file or directory.  Is KVM loaded and enabled?"
            })
    void aTestThatSkipsItselfAsThereIsNoKvmHasFailed(String why) {
        assertThat(read(why + "\nok 1 selftests: kvm: state_test # SKIP\n"))
                .returns(Outcome.NOT_RUN, SuiteResult::outcome)
                .satisfies(result ->
                        assertThat(result.reason()).startsWith("it could not run, and the suite skipped it: "));
    }

    @Test
    void aDeviceThatATestAsksForBesideKvmIsNoReason() {
        assertThat(
                        read(
                                "# 1..0 # SKIP - Cannot open '/sys/module/kvm_intel/parameters/nested': No such file or directory.\nok 1 selftests: kvm: state_test # SKIP\n"))
                .returns(Outcome.SKIPPED, SuiteResult::outcome);
    }

    @Test
    void theResultOfATestInAFolderHasItsNameAlone() {
        assertThat(suite.read("x86/smm_test", "ok 1 selftests: kvm: smm_test\n"))
                .returns(Outcome.PASSED, SuiteResult::outcome)
                .returns("x86/smm_test", SuiteResult::test);
    }

    @Test
    void aTestWithoutAResultHasFailed() {
        assertThat(read("ok 1 selftests: kvm: other_test\n"))
                .returns(Outcome.FAILED, SuiteResult::outcome)
                .returns("it printed no result", SuiteResult::reason);
    }

    @Test
    void aFolderWithoutThemIsRefused() {
        assertThatThrownBy(() -> KernelSelftests.in(folder.resolve("none")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith(
                        "%s/none holds no kernel selftests; expected a folder with run_kselftest.sh", folder);
    }

    @Test
    void untidyTextsAreRead() {
        Untidy.of(START + "# 1..0 # SKIP - no\nok 1 selftests: kvm: state_test # SKIP\n")
                .isRead(text -> assertThat(suite.read("state_test", text)).isNotNull());
        Untidy.of("kvm:state_test\n")
                .isRead(text -> assertThat(KernelSelftests.list(text, "kvm")).isNotNull());
    }

    private SuiteResult read(String output) {
        return suite.read("state_test", START + output);
    }
}
