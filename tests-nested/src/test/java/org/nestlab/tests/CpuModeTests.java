package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.LabSource;
import org.nestlab.machine.Guest;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.LabSpec;

/** L1 can be a hypervisor exactly where its CPU mode shows it the virtualization extension. */
@LabSource("cpuModes")
class CpuModeTests {

    static Stream<LabSpec> cpuModes() {
        return Stream.of(
                l1With("host-passthrough", CpuMode.hostPassthrough()),
                l1With(
                        "host-passthrough, extension hidden",
                        CpuMode.hostPassthrough().withVirtualization(false)),
                l1With("custom model, extension shown", CpuMode.custom("EPYC").withVirtualization(true)));
    }

    /** One small L1 with the mode; nothing runs in it. */
    static LabSpec l1With(String name, CpuMode mode) {
        return LabSpec.hypervisorOnly()
                .withName(name)
                .withL1(l1 -> l1.withCpu(mode).withVcpus(1).withMemoryMib(1024));
    }

    @Test
    void kvmWorksExactlyWhereTheExtensionIsShown(@L1 Guest l1) {
        verify(l1);
    }

    static void verify(Guest l1) {
        KvmModules.tryToLoad(l1);
        if (l1.spec().cpu().virtualization()) {
            assertThat(l1).hasVirtExtension().hasKvmDevice().hasUsableKvm();
        } else {
            assertThat(l1).hasNoVirtExtension().hasNoKvmDevice();
        }
    }
}
