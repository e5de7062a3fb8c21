package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.Untidy;
import org.nestlab.suite.SuiteResult.Outcome;

class KernelSelftestsTest {

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
                        "%s/none holds no kernel selftests: wanted a folder with run_kselftest.sh", folder);
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
