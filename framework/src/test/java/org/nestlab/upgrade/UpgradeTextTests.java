package org.nestlab.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.Cause.CountChange;
import org.nestlab.upgrade.Cause.LogDifference;
import org.nestlab.upgrade.Cause.ReasonChange;

class UpgradeTextTests {

    private static UpgradeReport report(Outcome outcome, Cause cause, boolean strict) {
        return UpgradeReport.of(
                Stack.parse("L1.kernel=image"),
                Stack.parse("L1.kernel=deb:/k.deb,L1.kvm_amd.npt=0"),
                outcome,
                "because",
                List.of(FunctionalCheck.ofSuccess("the lab boots, L1 to L2")),
                List.of(FunctionalCheck.ofFailure("L1 hypervisor: KVM is usable", "no /dev/kvm")),
                List.of(),
                cause,
                Duration.ofSeconds(90),
                strict);
    }

    @Test
    void everythingThatWasSeenIsSaidAndTheOutcomeLast() {
        Cause cause = new Cause(
                List.of(
                        new ReasonChange("L2:exit-cpuid", "NPF", 2.13, 4.9),
                        new ReasonChange("L2:exit-cpuid", "VINTR", 0, 0.02)),
                List.of(
                        Difference.of("L1.cpu.flags", "npt", ""),
                        Difference.of("L1.kernel", "6.1.0-56-cloud-amd64", "6.12.95+deb12-cloud-amd64")),
                List.of(new CountChange("L2 exit-cpuid.cycles", "exits", 1, 1.5)),
                List.of(
                        new LogDifference("L1", false, "SVM: kvm: Nested Paging enabled"),
                        new LogDifference("L2", true, "x".repeat(200))));

        assertThat(UpgradeText.of(report(Outcome.DOES_NOT_WORK, cause, false)))
                .isEqualTo("""
                baseline   L1.kernel=image
                candidate  L1.kernel=deb:/k.deb,L1.kvm_amd.npt=0
                  L1.kernel: image, then deb:/k.deb
                  L1.kvm_amd.npt: the lab's own, then 0

                does the baseline work
                  ok      the lab boots, L1 to L2

                does the candidate work
                  FAILED  L1 hypervisor: KVM is usable: no /dev/kvm

                what the guest exits for otherwise, in a boot of its own of each stack
                  L2:exit-cpuid                      NPF per operation 2.1 → 4.9
                  L2:exit-cpuid                      VINTR per operation 0.0 → 0.020

                what KVM of the level above counted for each operation
                  L2 exit-cpuid.cycles               exits                1.000, then 1.500: 1.500 times

                what differs between the machines
                  L1.cpu.flags: npt, then nothing
                  L1.kernel: 6.1.0-56-cloud-amd64, then 6.12.95+deb12-cloud-amd64

                what the kernel of one side alone said
                  L1 - SVM: kvm: Nested Paging enabled
                  L2 + %s…

                does not work: because (90 s)
                """.formatted("x".repeat(159)));
    }

    @Test
    void aLongLogIsCutShort() {
        List<LogDifference> lines = IntStream.range(0, 20)
                .mapToObj(i -> new LogDifference("L1", true, "line " + i))
                .toList();
        assertThat(UpgradeText.of(report(Outcome.GOOD, new Cause(List.of(), List.of(), List.of(), lines), false)))
                .contains("  L1 + line 14\n  and 5 lines more\n")
                .doesNotContain("line 15");
    }

    @Test
    void anOutcomeIsAPassedAFailedOrAnAbortedTest() {
        assertThatCode(() -> report(Outcome.GOOD, Cause.none(), true).orThrow()).doesNotThrowAnyException();
        assertThatThrownBy(() -> report(Outcome.WORSE, Cause.none(), false).orThrow())
                .isInstanceOf(ThresholdExceededError.class);
        assertThatThrownBy(
                        () -> report(Outcome.DOES_NOT_WORK, Cause.none(), false).orThrow())
                .isExactlyInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () -> report(Outcome.CANNOT_TELL, Cause.none(), false).orThrow())
                .isInstanceOf(InconclusiveTestAbortedException.class);
        assertThatThrownBy(() -> report(Outcome.CANNOT_TELL, Cause.none(), true).orThrow())
                .isInstanceOf(InconclusiveError.class);
    }
}
