package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

/** QEMU's monitor, by way of a guest's libvirt, may print anything. */
class UntidyRegistersTests {

    @Test
    void registers() {
        Untidy.of("CPU#0\nRIP=ffffffffc03cadcc RFL=00010246\nCR0=80050033 CR2=ffffffffc03cadcc CR3=0000000104ac8000\n")
                .with("CR3=", "f", "CR3=ffffffffffffffff ", "RIP=", "RIP=ffffffffffffffff ")
                .isRead(text -> assertThat(CpuState.of(text).sign(1024, CpuState.entry(text)))
                        .isNotNull());
    }
}
