package org.nestlab.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.upgrade.Cause.LogDifference;

class KernelLogsTests {

    private static List<LogDifference> differences(List<String> baseline, List<String> candidate) {
        return KernelLogs.differences(Map.of("L1", baseline), Map.of("L1", candidate));
    }

    @Test
    void numbersAreNoDifference() {
        assertThat(
                        differences(
                                List.of(
                                        "kern  :info  : Memory: 4012345K/4193784K available (14342K kernel code, 0x1000 at ffffffff81000000)"),
                                List.of(
                                        "kern  :info  : Memory: 4012999K/4193784K available (14350K kernel code, 0x2000 at ffffffff82000000)")))
                .isEmpty();
    }

    @Test
    void troubleComesFirstThenVirtualizationThenTheRest() {
        assertThat(differences(
                        List.of("kern  :info  : SVM: kvm: Nested Paging enabled", "kern  :info  : same 1"),
                        List.of(
                                "kern  :info  : Loaded X.509 cert",
                                "kern  :info  : same 2",
                                "kern  :info  : kvm: Nested Virtualization enabled",
                                "kern  :warn  : clocksource: timekeeping watchdog on CPU1")))
                .containsExactly(
                        new LogDifference("L1", true, "clocksource: timekeeping watchdog on CPU#"),
                        new LogDifference("L1", false, "SVM: kvm: Nested Paging enabled"),
                        new LogDifference("L1", true, "kvm: Nested Virtualization enabled"),
                        new LogDifference("L1", true, "Loaded X.# cert"));
    }

    @Test
    void aLineThatIsThereWithAnotherLevelIsThere() {
        assertThat(differences(List.of("kern  :warn  : retbleed"), List.of("kern  :info  : retbleed")))
                .isEmpty();
    }

    @Test
    void aLevelThatOneSideDoesNotTellOfIsLeftOut() {
        assertThat(KernelLogs.differences(Map.of("L1", List.of("kern  :err   : bad")), Map.of()))
                .isEmpty();
    }

    @Test
    void whatIsNoLineOfDmesgIsPassedOver() {
        assertThat(differences(List.of("", "no level", ":::", "kern  :info  : "), List.of("x".repeat(100_000))))
                .isEmpty();
    }

    @Test
    void theCallerThatAKernelPrintsIsNoDifference() {
        assertThat(differences(
                        List.of("kern  :info  : SVM: kvm: Nested Paging enabled"),
                        List.of("kern  :info  : [  T201] SVM: kvm: Nested Paging enabled")))
                .isEmpty();
    }
}
