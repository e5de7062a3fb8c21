package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.fixture.Nesting;
import org.nestlab.machine.Guest;

/** The module's parameter is switched inside L1, whose kernel has the module: N, reload, Y, and back to N. */
@Lab(BareHypervisorLab.class)
class NestingSwitchTests {

    private static final String FILE = "/etc/modprobe.d/zz-nestlab.conf";

    @Test
    void reloadSwitchesNestingOnAndClosingPutsItBack(@L1 Guest l1) {
        assertThat(l1).hasNestingDisabled();
        Nesting.Change change = Nesting.on(l1).enable();
        try (change) {
            assertThat(l1).hasNestingEnabled().hasUsableKvm();
        }
        assertThat(l1).hasNestingDisabled().hasUsableKvm();
    }

    @Test
    void whatIsOffAlreadyIsLeftAlone(@L1 Guest l1) {
        String loaded = "cat /sys/module/kvm_*/refcnt; stat -c %i /dev/kvm";
        String before = l1.run(loaded).text();
        Nesting.Change change = Nesting.on(l1).disable();
        try (change) {
            assertThat(l1.run(loaded).text()).isEqualTo(before);
        }
    }

    @Test
    void persistedSettingHoldsForWhoeverLoadsTheModule(@L1 Guest l1) {
        String module = Nesting.on(l1).read().module().orElseThrow();
        Nesting.Change change = Nesting.on(l1).persistent().enable();
        try (change) {
            assertThat(l1.run("cat " + FILE).orThrow().stdout()).contains("options " + module + " nested=1");
            l1.run("modprobe -r %1$s && modprobe %1$s".formatted(module)).orThrow();
            assertThat(l1).hasNestingEnabled();
        }
        assertThat(l1.run("test -e " + FILE).succeeded())
                .as("%s is there", FILE)
                .isFalse();
        l1.run("modprobe -r %1$s && modprobe %1$s".formatted(module)).orThrow();
        assertThat(l1).hasNestingDisabled();
    }
}
