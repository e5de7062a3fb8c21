package org.nestlab.internal.exact.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.Untidy;

class MachineWatchTests {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SILENCE = Duration.ofSeconds(150);

    private final MachineWatch watch = new MachineWatch(LIMIT, SILENCE);

    private Optional<Ending> line(String line) {
        return watch.line(line, Duration.ZERO);
    }

    @Test
    void endsWithTheScript() {
        assertThat(line("nestlab-exact: begin")).isEmpty();
        // The kernel's messages may stand in the midst of a program's line.
        assertThat(line("[    1.9] kvm: x nestlab-exact: end 7")).contains(new Ending.Finished(7));
    }

    @Test
    void isNotEndedByL2() {
        assertThat(line("L2: nestlab-exact: end 0")).isEmpty();
        assertThat(line("L2: [    0.5] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100"))
                .isEmpty();
        assertThat(line("L2: nestlab-exact: begin")).isEmpty();
        assertThat(line("nestlab-exact: begin")).isEmpty();
    }

    @Test
    void aPanicOfL1IsToldByItsLine() {
        String panic = "[    0.511] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)";

        assertThat(line(panic)).contains(new Ending.Panicked(panic));
    }

    @Test
    void aResetIsToldByTheSecondBeginning() {
        line("nestlab-exact: begin");

        assertThat(line("nestlab-exact: begin")).get().isInstanceOf(Ending.Stopped.class);
    }

    @Test
    void aHangIsToldByTheEmulatorsTimeAlone() {
        watch.line("the last words", Duration.ofSeconds(10));

        assertThat(watch.clocks(Duration.ofSeconds(160), Duration.ofSeconds(200)))
                .isEmpty();
        assertThat(watch.clocks(Duration.ofSeconds(161), Duration.ofSeconds(200)))
                .contains(new Ending.Hung(Duration.ofSeconds(151), "the last words"));
    }

    @Test
    void aTenTimesSlowerHostWaitsTenTimesLonger() {
        watch.line("nestlab-exact: begin", Duration.ofSeconds(65));

        assertThat(watch.clocks(Duration.ofSeconds(65 + 1300), Duration.ofSeconds(250)))
                .isEmpty();
        assertThat(watch.clocks(Duration.ofSeconds(65 + 1301), Duration.ofSeconds(250)))
                .get()
                .isInstanceOf(Ending.Hung.class);
    }

    @Test
    void aMachineThatBootsInNoTimeIsGivenTheTimeOfABoot() {
        watch.line("nestlab-exact: begin", Duration.ofSeconds(1));

        assertThat(watch.clocks(Duration.ofSeconds(151), Duration.ofSeconds(200)))
                .isEmpty();
        assertThat(watch.clocks(Duration.ofSeconds(152), Duration.ofSeconds(200)))
                .contains(new Ending.Hung(Duration.ofSeconds(151), "nestlab-exact: begin"));
    }

    @Test
    void aSlowHostIsNoHang() {
        Ending late =
                watch.clocks(Duration.ofSeconds(100), Duration.ofSeconds(301)).orElseThrow();

        assertThat(late).isInstanceOf(Ending.TooSlow.class);
        assertThat(late.tells()).isFalse();
        assertThat(late.text())
                .isEqualTo(
                        "this machine is too slow: the limit of 300 s was reached, in which the emulator had 100 s of CPU"
                                + " time; the last line of its console: (none: nothing came over its serial line)");
    }

    @Test
    void namesTheParametersThatAKernelHasNot() {
        line("nestlab-exact: no parameter kvm_intel.nosuch");
        line("L2: nestlab-exact: no parameter kvm.other");

        assertThat(watch.missingParameters()).containsExactly("kvm_intel.nosuch", "kvm.other");
    }

    @Test
    void readsAnyLine() {
        Untidy.of("nestlab-exact: end 0", "L2: nestlab-exact: begin", "[    1.0] Kernel panic - not syncing: x")
                .isRead(text -> new MachineWatch(LIMIT, SILENCE).line(text, Duration.ZERO));
    }
}
