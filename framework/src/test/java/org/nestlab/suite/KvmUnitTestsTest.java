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

class KvmUnitTestsTest {

    private static final String CONFIG = """
            ##############################################################################
            # unittests.cfg format:
            #
            # [unittest_name]
            [apic-split]
            file = apic.flat
            smp = 2
            extra_params = -cpu qemu64,+x2apic -machine kernel_irqchip=split
            arch = x86_64
            groups = apic

            [svm_pause_filter]
            file = svm.flat
            groups = svm nodefault

            [svm]
            file = svm.flat
            groups = svm
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private KvmUnitTests suite;

    @BeforeEach
    void build() {
        SuiteFolder.write(folder, "run_tests.sh", "#!/bin/bash\n");
        SuiteFolder.write(folder, "config.mak", "ARCH=x86_64\n");
        SuiteFolder.write(folder, "x86/unittests.cfg", CONFIG);
        suite = KvmUnitTests.in(folder);
    }

    @Test
    void itsTestsAreItsSectionsWithoutThoseThatAreRunByHand() {
        assertThat(suite.tests()).containsExactly("apic-split", "svm");
    }

    @Test
    void readsWhatBecameOfATest() {
        assertThat(read("\u001b[32mPASS\u001b[0m svm (26 tests, 1 skipped)\nenabling apic\n"))
                .isEqualTo(new SuiteResult(
                        "svm",
                        Outcome.PASSED,
                        "26 tests, 1 skipped",
                        "PASS svm (26 tests, 1 skipped)\nenabling apic\n"));
        assertThat(read("\u001b[31mFAIL\u001b[0m svm (timeout; duration=90s)\n"))
                .returns(Outcome.FAILED, SuiteResult::outcome)
                .returns("timeout; duration=90s", SuiteResult::reason);
        assertThat(read("\u001b[33mSKIP\u001b[0m svm (/sys/module/kvm_amd/parameters/npt not equal to N)"))
                .returns(Outcome.SKIPPED, SuiteResult::outcome)
                .returns("/sys/module/kvm_amd/parameters/npt not equal to N", SuiteResult::reason);
        assertThat(read("FAIL svm \n"))
                .returns(Outcome.FAILED, SuiteResult::outcome)
                .returns("", SuiteResult::reason);
    }

    @Test
    void aTestWithoutAResultHasFailed() {
        assertThat(read("PASS svm_npf (3 tests)\n"))
                .isEqualTo(new SuiteResult("svm", Outcome.FAILED, "it printed no result", "PASS svm_npf (3 tests)\n"));
        assertThat(read("").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void eachTestIsRunOnKvmWithALimit() {
        assertThat(suite.command("apic-split").line())
                .isEqualTo("ACCEL=kvm TIMEOUT=90s ./run_tests.sh apic-split; cat logs/apic-split.log");
    }

    @Test
    void aFolderWithoutThemIsRefused() {
        assertThatThrownBy(() -> KvmUnitTests.in(folder.resolve("x86")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "%s/x86 holds no built kvm-unit-tests: wanted a folder with run_tests.sh and config.mak; build it there with ./configure && make",
                        folder);
    }

    @Test
    void untidyTextsAreRead() {
        Untidy.of("PASS svm (26 tests)\n", "FAIL svm\n")
                .isRead(text -> assertThat(suite.read("svm", text)).isNotNull());
        Untidy.of(CONFIG).isRead(text -> assertThat(KvmUnitTests.list(text)).isNotNull());
    }

    private SuiteResult read(String output) {
        return suite.read("svm", output);
    }
}
