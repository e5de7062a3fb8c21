package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registers as QEMU 7.2 (L2) and 10.0 (L1) told them when L2 had fallen silent in a reading fio. */
class CpuStateTests {

    private static final String L2 = """

            CPU#0
            RAX=0000000108e40000 RBX=0000000000000000 RCX=0000000000000000 RDX=4000000000000000
            RIP=ffffffffc03cadcc RFL=00010246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=0
            CR0=80050033 CR2=ffffffffc03cadcc CR3=0000000104ac8000 CR4=003506b0
            DR0=0000000000000000 DR1=0000000000000000 DR2=0000000000000000 DR3=0000000000000000\s

            CPU#1
            RAX=ffffffff81a178a0 RBX=0000000000000000 RCX=ffff88803eb207b8 RDX=4000000000000000
            RIP=ffffffff81a17a0b RFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=1
            CR0=80050033 CR2=00007f91077520d8 CR3=000000000705c000 CR4=003506a0
            """;

    private static final OptionalLong ENTRY = CpuState.entry("ffffffffc03cad60 t __svm_vcpu_run\t[kvm_amd]\n");
    private static final OptionalLong ELSEWHERE = OptionalLong.of(0xffffffffc0a00000L);

    @Test
    void eachCpuIsRead() {
        assertThat(CpuState.of(L2).cpus())
                .containsExactly(
                        new CpuState.Cpu(0xffffffffc03cadccL, 0x104ac8000L),
                        new CpuState.Cpu(0xffffffff81a17a0bL, 0x705c000L));
    }

    /** The proof: both at once, in a guest that has never run a guest itself. */
    @Test
    void whoStandsInTheCodeForGuestsOnPageTablesOutsideOfItsMemoryHasTheStateOfTheMachineAbove() {
        EmulatorSign sign = CpuState.of(L2).sign(1024, ENTRY).orElseThrow();

        assertThat(sign.proves()).isTrue();
        assertThat(sign.sentence())
                .isEqualTo(
                        "a CPU of the guest has the registers of the machine above at its VMRUN: CR3=0x104ac8000, outside of its 1024 MiB of memory, and RIP=0xffffffffc03cadcc, where the machine above enters its guests");
    }

    /** A kernel that frees a process twice loads such a CR3 as well. */
    @Test
    void pageTablesOutsideOfTheMemoryAreASignAndNoProof() {
        for (OptionalLong entry : new OptionalLong[] {OptionalLong.empty(), ELSEWHERE}) {
            assertThat(CpuState.of(L2).sign(1024, entry))
                    .hasValue(new EmulatorSign(
                            EmulatorSign.Kind.PAGE_TABLES, "CR3=0x104ac8000, outside of its 1024 MiB of memory"));
        }
        assertThat(CpuState.of(L2).sign(1024, ELSEWHERE).orElseThrow().proves()).isFalse();
    }

    /** A module of the guest may be where the machine above has its code for guests: both boot the same kernel. */
    @Test
    void theCodeForGuestsAloneSaysNothing() {
        assertThat(CpuState.of(L2).sign(4096, ENTRY)).isEmpty();
    }

    @Test
    void theCpuThatProvesItCountsBeforeOneThatDoesNot() {
        String other = "RIP=0000000000001000 RFL=2\nCR3=0000000204ac8000\n";

        assertThat(CpuState.of(other + L2).sign(1024, ENTRY).orElseThrow().kind())
                .isEqualTo(EmulatorSign.Kind.VMRUN_STATE);
    }

    /** L1 and L2 boot the same kernel, whose first page tables are at the same address in both. */
    @Test
    void anIdleCpuOfTheSameKernelIsItsOwn() {
        CpuState idle =
                CpuState.of("RIP=ffffffff81a17a0b RFL=00000202\nCR0=80050033 CR2=0 CR3=0000000002a10000 CR4=003506a0");

        assertThat(idle.cpus()).hasSize(1);
        assertThat(idle.sign(1024, ENTRY)).isEmpty();
    }

    @Test
    void aMemoryThatGoesOnBehindTheHoleForDevicesIsTheGuestsOwn() {
        assertThat(CpuState.of(L2).sign(4096, ELSEWHERE)).isEmpty();
        assertThat(at("bffff000").sign(2048, ELSEWHERE)).isEmpty();
        assertThat(at("7ffff000").sign(2047, ELSEWHERE)).isPresent();
        assertThat(at("ffffffffffffffff").sign(2048, ELSEWHERE)).isPresent();
    }

    @Test
    void aCpuWithoutPagingIsNotForeign() {
        assertThat(at("0").sign(512, ENTRY)).isEmpty();
    }

    private static CpuState at(String pageTables) {
        return CpuState.of("RIP=1000 CR3=" + pageTables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "error: Domain not found",
                "CR3=104ac8000",
                "RIP=ffffffffc03cadcc",
                "RIP=1 CR3=",
                "RIP=1 CR3=xyz",
                "RIP=1 CR3=00000000000000000104ac8000"
            })
    void whatTellsNoCpuTellsNothing(String text) {
        assertThat(CpuState.of(text).sign(64, ENTRY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000000000000000 t __svm_vcpu_run\t[kvm_amd]",
                "grep: /proc/kallsyms: No such file",
                "ffff t x"
            })
    void aKernelThatHidesItsSymbolsTellsNoEntry(String text) {
        assertThat(CpuState.entry(text)).isEmpty();
    }
}
