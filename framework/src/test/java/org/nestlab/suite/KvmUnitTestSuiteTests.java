package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.suite.SuiteResult.Outcome;

class KvmUnitTestSuiteTests {

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

    private KvmUnitTestSuite suite;

    @BeforeEach
    void build() {
        SuiteFolder.write(folder, "run_tests.sh", "#!/bin/bash\n");
        SuiteFolder.write(folder, "config.mak", "ARCH=x86_64\n");
        SuiteFolder.write(folder, "x86/unittests.cfg", CONFIG);
        suite = KvmUnitTestSuite.in(folder);
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
                .returns("it ended with a status of its own, and named no failure", SuiteResult::reason);
        assertThat(read("FAIL svm (13 tests, 2 unexpected failures)\nFAIL: NP exception\nPASS: NMI\r\nFAIL: TPR\r\n")
                        .reason())
                .isEqualTo("13 tests, 2 unexpected failures (NP exception; TPR)");
        assertThat(read("FAIL svm \nFAIL: Expected #GP on WRMSR(MSR_FS_BASE), got vector 0\n")
                        .reason())
                .isEqualTo("Expected #GP on WRMSR(MSR_FS_BASE), got vector 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu-system-x86_64: failed to initialize KVM: No such file or directory",
                "qemu-system-x86_64: failed to initialize kvm: Inappropriate ioctl for device",
                "qemu-system-x86_64: CPU model 'host' requires KVM",
                "qemu-system-x86_64: CPU model 'host' requires KVM or HVF",
                "KVM is needed, but not available on this host",
                "You can set a custom location by using the QEMU=<path> environment variable.",
                "qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory",
                "errata.txt not found",
                "Test file 'x86/svm.flat' not found",
                "qemu-system-x86_64: symbol lookup error: qemu-system-x86_64: undefined symbol: spice_server_new",
                "timeout: command not found"
            })
    void aTestThatIsSkippedAsNothingCouldHaveRunHasFailed(String reason) {
        assertThat(read("SKIP svm (%s)\n".formatted(reason)))
                .returns(Outcome.NOT_RUN, SuiteResult::outcome)
                .returns("it could not run, and the suite skipped it: " + reason, SuiteResult::reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i386 only",
                "tcg only, but ACCEL=kvm",
                "0 tests",
                "1 tests, 1 skipped",
                "test marked as manual run only",
                "disabled because: ! grep -q vmx /proc/cpuinfo",
                "/sys/module/kvm_intel/parameters/allow_smaller_maxphyaddr not equal to Y",
                "/proc/sys/kernel/nmi_watchdog not equal to 0",
                "qemu-system-x86_64: CPU feature umip not found",
                "qemu-system-x86_64: can't apply global max-x86_64-cpu.pks=on: Property 'max-x86_64-cpu.pks' not found",
                "qemu-system-x86_64: -device hyperv-testdev: 'hyperv-testdev' is not a valid device model name"
            })
    void aTestThatDoesNotApplyIsSkipped(String reason) {
        assertThat(read("SKIP svm (%s)\n".formatted(reason)))
                .returns(Outcome.SKIPPED, SuiteResult::outcome)
                .returns(reason, SuiteResult::reason);
    }

    /** A test says by its exit status alone that it does not apply. */
    @Test
    void aSkippedTestWithoutAReasonIsSkipped() {
        assertThat(read("SKIP svm \n").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void aTestWithoutAResultHasFailed() {
        assertThat(read("PASS svm_npf (3 tests)\n"))
                .isEqualTo(new SuiteResult("svm", Outcome.FAILED, "it printed no result", "PASS svm_npf (3 tests)\n"));
        assertThat(read("").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void eachTestIsRunOnKvmWithALimit() {
        assertThat(suite.command("svm").line())
                .isEqualTo(
                        "export ACCEL=kvm TIMEOUT=90s; printf %s '[svm]\nfile = svm.flat\ngroups = svm\n' >x86/unittests.cfg; ./run_tests.sh svm; cat logs/svm.log");
    }

    /** The copy knows neither the folder in which it was built nor the one in which it was configured. */
    @Test
    void aCopyFindsItsOwnFiles() throws IOException {
        SuiteFolder.write(
                folder,
                "config.mak",
                "SRCDIR=/home/somebody/kut\nARCH=x86_64\nPRETTY_PRINT_STACKS=yes\nERRATATXT=/home/somebody/kut/errata.txt\n");

        new LocalShell("L0 host")
                .run(Command.shell("cd %s && %s".formatted(folder, new BuildTree(folder).setUp())))
                .orThrow();

        assertThat(Files.readString(folder.resolve("config.mak")))
                .isEqualTo("SRCDIR=%1$s\nARCH=x86_64\nPRETTY_PRINT_STACKS=no\nERRATATXT=%1$s/errata.txt\n"
                        .formatted(folder));
    }

    @Test
    void someOfItsTestsCanBeChosen() {
        assertThat(suite.withOnly(List.of("s*")).tests()).containsExactly("svm");
        assertThat(suite.withOnly(List.of("!apic-*")).tests()).containsExactly("svm");
        assertThat(suite.withOnly(List.of("*", "!s*")).tests()).containsExactly("apic-split");
        assertThatThrownBy(suite.withOnly(List.of("!gone"))::tests)
                .hasMessageStartingWith("kvm-unit-tests has no test 'gone'");
        assertThat(suite.withOnly(List.of("svm", "apic-split")).tests()).containsExactly("apic-split", "svm");
        assertThatThrownBy(suite.withOnly(List.of("svm", "vmexit_*"))::tests)
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("kvm-unit-tests has no test 'vmexit_*'; it has apic-split, svm");
    }

    @Test
    void aFolderWithoutThemIsRefused() {
        assertThatThrownBy(() -> KvmUnitTestSuite.in(folder.resolve("x86")))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "%s/x86 holds no built kvm-unit-tests; expected run_tests.sh and config.mak, as ./configure && make leaves them, or the scripts of make standalone",
                        folder);
    }

    @Test
    void untidyTextsAreRead() {
        Untidy.of("PASS svm (26 tests)\n", "FAIL svm\n", "SKIP svm (qemu-system-x86_64: Property 'a' not found)\n")
                .isRead(text -> assertThat(suite.read("svm", text)).isNotNull());
    }

    private SuiteResult read(String output) {
        return suite.read("svm", output);
    }
}
