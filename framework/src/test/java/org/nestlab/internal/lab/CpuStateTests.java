package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final CpuState L1 =
            CpuState.of("CR0=80050033 CR2=00007f91077520d8 CR3=0000000104ac8000 CR4=003506b0");
    private static final CpuState ELSEWHERE = CpuState.of("CR3=0000000103fd2000");

    @Test
    void pageTablesOutsideOfTheMemoryAreForeign() {
        assertThat(CpuState.of(L2).pageTables()).containsExactly(0x705c000L, 0x104ac8000L);
        assertThat(CpuState.of(L2).foreign(1024, ELSEWHERE))
                .hasValue("a CPU's page tables (CR3) are at 0x104ac8000, outside of its 1024 MiB of memory");
    }

    @Test
    void pageTablesOfTheMachineAboveAreForeign() {
        assertThat(CpuState.of(L2).foreign(4096, L1))
                .hasValue("a CPU's page tables (CR3) are at 0x104ac8000, where those of the machine above it are");
    }

    @Test
    void aMemoryThatGoesOnBehindTheHoleForDevicesIsTheGuestsOwn() {
        assertThat(CpuState.of(L2).foreign(4096, ELSEWHERE)).isEmpty();
        assertThat(CpuState.of("CR3=00000000bffff000").foreign(2048, ELSEWHERE)).isEmpty();
        assertThat(CpuState.of("CR3=000000007ffff000").foreign(2047, ELSEWHERE)).isPresent();
    }

    @Test
    void aCpuWithoutPagingIsNotForeign() {
        assertThat(CpuState.of("CR3=00000000").foreign(512, CpuState.of("CR3=0000000000000000")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "error: Domain not found", "CR3=", "CR3=xyz", "CR3=00000000000000000104ac8000"})
    void whatTellsNoPageTablesTellsNothing(String text) {
        assertThat(CpuState.of(text).foreign(64, L1)).isEmpty();
    }

    @Test
    void anAddressOfAllOnesIsRead() {
        assertThat(CpuState.of("CR3=ffffffffffffffff").pageTables()).containsExactly(-1L);
    }
}
