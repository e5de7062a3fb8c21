package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.FakeGuest;
import org.opentest4j.AssertionFailedError;

class SuiteFiguresTests {

    private final FakeGuest l1 = FakeGuest.l1();
    private final List<SuiteFigures> reported = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void build() {
        SuiteFolder.write(folder, "run_tests.sh", "#!/bin/bash\n");
        SuiteFolder.write(folder, "config.mak", "");
        SuiteFolder.write(
                folder,
                "x86/unittests.cfg",
                "[vmexit_cpuid]\ngroups = vmexit\n[vmexit_ipi]\ngroups = vmexit\n[tsc]\ngroups = tsc\n");
        l1.answers
                .on("tar -xzf", "")
                .on("overcommit_memory", "")
                .on("vmexit_cpuid", "PASS vmexit_cpuid \nenabling apic\ncpuid 41223\r\n")
                .on("vmexit_ipi", "FAIL vmexit_ipi (timeout; duration=90s)\nipi 92011\n  ipi ipi 3011\n")
                .on("[tsc]", "PASS tsc (3 tests)\nrdtsc 41\n");
    }

    @Test
    void eachTestReportsWhatItMeasuredAndTheLastOneAllOfIt() throws Throwable {
        List<DynamicTest> tests = tests();
        tests.get(0).getExecutable().execute();
        assertThatThrownBy(() -> tests.get(1).getExecutable().execute()).isInstanceOf(AssertionFailedError.class);
        tests.get(2).getExecutable().execute();
        tests.get(3).getExecutable().execute();

        assertThat(reported)
                .extracting(
                        SuiteFigures::title,
                        SuiteFigures::unit,
                        it -> it.figures().toString())
                .containsExactly(
                        tuple("kvm-unit-tests on L1 hypervisor", "cycles", "{cpuid=41223}"),
                        tuple("kvm-unit-tests on L1 hypervisor", "cycles", "{ipi=92011, ipi.ipi=3011}"),
                        tuple("kvm-unit-tests on L1 hypervisor", "cycles", "{cpuid=41223, ipi=92011, ipi.ipi=3011}"));
    }

    @Test
    void aSuiteThatMeasuresNothingReportsNothing() throws Throwable {
        tests().get(2).getExecutable().execute();

        assertThat(reported).isEmpty();
    }

    @Test
    void whatIsNoCountOfCyclesIsPassedOver() {
        assertThat(VmExitCycles.read("""
                        timeout -k 1s --foreground 90s /usr/bin/qemu-system-x86_64 -nodefaults -smp 1
                        PM timer port is 608
                        cr0 = 80010011
                        tscdeadline_immed (skipped)
                        ipi_halt -2011
                        toggle_cr0_wp 0
                        toggle_cr4_pge 99999999999
                        pci-mem 12
                        inl_from_pmtimer 71034
                        """)).containsExactly(entry("inl_from_pmtimer", 71034L));
    }

    @Test
    void asATableAndAsJson() {
        Map<String, Long> measured = new LinkedHashMap<>();
        measured.put("inl_from_pmtimer", 971034L);
        measured.put("cpuid", 4122L);
        SuiteFigures figures = SuiteFigures.of("kvm-unit-tests", "L1 hypervisor", "cycles", measured);

        assertThat(figures.table()).isEqualTo("inl_from_pmtimer  971,034 cycles\ncpuid               4,122 cycles\n");
        assertThat(figures.json())
                .isEqualToIgnoringWhitespace(
                        "{'suite':'kvm-unit-tests','machine':'L1 hypervisor','unit':'cycles','figures':{'inl_from_pmtimer':971034,'cpuid':4122}}"
                                .replace('\'', '"'));
    }

    private List<DynamicTest> tests() {
        return Suites.none()
                .withUnitTests(folder)
                .withReport(reported::add)
                .kvmUnitTests()
                .on(l1)
                .toList();
    }
}
