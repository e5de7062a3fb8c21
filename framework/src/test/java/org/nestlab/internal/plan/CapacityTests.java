package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.spec.LabSpec;

class CapacityTests {

    private static final long GIB = 1L << 30;

    @Test
    void guestsOfGuestsTakeDiskAndHaveTheirProcessorsAndMemoryFromL1() {
        Capacity one = Capacity.neededBy(LabSpec.kvmInKvm().withL1(l1 -> l1.withMemoryMib(3072)));

        assertThat(one).isEqualTo(new Capacity(1, 3072, 2 * GIB));
    }

    @Test
    void aChosenNumberOfVirtualCpusAndScratchDisksCountInFull() {
        Capacity wide = Capacity.neededBy(
                LabSpec.hypervisorOnly().withL1(l1 -> l1.withVcpus(3).addScratchDisk(5)));

        assertThat(wide.cpus()).isEqualTo(3);
        assertThat(wide.diskBytes()).isEqualTo(6 * GIB);
    }

    @ParameterizedTest
    @CsvSource({"2,4096,10,true", "1,4096,10,false", "2,4095,10,false", "2,4096,9,false", "8,99999,99,true"})
    void coversWhatIsNoMoreInAnyPart(int cpus, long memoryMib, long diskBytes, boolean covers) {
        assertThat(new Capacity(cpus, memoryMib, diskBytes).covers(new Capacity(2, 4096, 10)))
                .isEqualTo(covers);
    }

    @Test
    void sums() {
        assertThat(Capacity.NONE.plus(new Capacity(1, 2, 3)).plus(new Capacity(10, 20, 30)))
                .isEqualTo(new Capacity(11, 22, 33));
    }
}
