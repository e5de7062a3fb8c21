package org.nestlab.tests;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.LabSource;
import org.nestlab.machine.Guest;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.LabSpec;

/** The same claim over every mode and several models, with the extension hidden from each and shown. */
@Tag("full")
@LabSource("modes")
class WideCpuModeTests {

    static Stream<LabSpec> modes() {
        return Stream.of(
                        CpuMode.hostModel(),
                        CpuMode.custom("EPYC"),
                        CpuMode.custom("EPYC-Rome"),
                        CpuMode.custom("Opteron_G3"),
                        CpuMode.custom("qemu64"))
                .flatMap(mode -> Stream.of(false, true).map(mode::withVirtualization))
                .map(mode -> CpuModeTests.l1With(nameOf(mode), mode));
    }

    private static String nameOf(CpuMode mode) {
        String model = mode instanceof CpuMode.Custom custom ? custom.model() : mode.mode();
        return model + (mode.virtualization() ? ", extension shown" : ", extension hidden");
    }

    @Test
    void kvmWorksExactlyWhereTheExtensionIsShown(@L1 Guest l1) {
        CpuModeTests.verify(l1);
    }
}
