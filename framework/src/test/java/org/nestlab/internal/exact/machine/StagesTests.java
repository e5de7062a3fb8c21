package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;

class StagesTests {

    private final Stages stages = new Stages(MachineSpec.of(Vendor.AMD));

    @Test
    void tellsWhichLevelHasBooted() {
        assertThat(stages.of("nestlab-exact: begin", Duration.ofMillis(6900)))
                .contains("exact: amd: L1 has booted, after 6 s of the emulator's CPU time");
        assertThat(stages.of("L2: nestlab-exact: begin", Duration.ofSeconds(11)))
                .contains("exact: amd: L2 has booted, after 11 s of the emulator's CPU time");
        assertThat(stages.of("L2: L3: nestlab-exact: begin", Duration.ofSeconds(31)))
                .contains("exact: amd: L3 has booted, after 31 s of the emulator's CPU time");
        assertThat(stages.of("nestlab-fact device yes", Duration.ofSeconds(12))).isEmpty();
    }

    @Test
    void tellsWhatIsBootedAndWhatBecameOfIt() {
        assertThat(stages.begins())
                .isEqualTo("exact: amd, kernel package:linux-image-cloud-amd64/bookworm, seed 1: booting");
        assertThat(stages.ended(new Ending.Finished(0), Duration.ofSeconds(20)))
                .isEqualTo("exact: amd: ended after 20 s of the emulator's CPU time: its script ended with status 0");
    }
}
