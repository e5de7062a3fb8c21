package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;

/** The switch from a custom CPU model to host-passthrough, on a guest that KVM runs, gives it the extension. */
@Lab(TwoGuestsLab.class)
class CpuSwitchTests {

    @Test
    void customModelHidesTheExtension(@L2(TwoGuestsLab.CUSTOM) Guest custom) {
        assertThat(custom.domainXml()).contains("mode='custom'");
        KvmModules.tryToLoad(custom);
        assertThat(custom).hasNoVirtExtension().hasNoKvmDevice();
    }

    @Test
    void hostPassthroughShowsItAndKvmWorks(@L1 Guest l1, @L2(TwoGuestsLab.PASSTHROUGH) Guest passthrough) {
        assertThat(passthrough.domainXml()).contains("mode='host-passthrough'");
        KvmModules.tryToLoad(passthrough);
        assertThat(passthrough).hasVirtExtension().hasUsableKvm().seesSameCpuModelAs(l1);
    }
}
