package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

/** QEMU's monitor, by way of a guest's libvirt, may print anything. */
class UntidyRegistersTest {

    @Test
    void registers() {
        CpuState above = CpuState.of("CR3=0000000103fd2000");

        Untidy.of("CPU#0\nCR0=80050033 CR2=ffffffffc03cadcc CR3=0000000104ac8000 CR4=003506b0\n")
                .with("CR3=", "f", "CR3=ffffffffffffffff ")
                .isRead(text ->
                        assertThat(CpuState.of(text).foreign(1024, above)).isNotNull());
    }
}
