package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.diagnosis.Blame.blames;
import static org.nestlab.internal.diagnosis.Blame.same;
import static org.nestlab.internal.diagnosis.Guests.answering;
import static org.nestlab.internal.diagnosis.Guests.booted;
import static org.nestlab.internal.diagnosis.Guests.booting;
import static org.nestlab.internal.diagnosis.Guests.deaf;
import static org.nestlab.internal.diagnosis.Guests.domain;
import static org.nestlab.internal.diagnosis.Guests.lab;
import static org.nestlab.internal.diagnosis.Guests.running;
import static org.nestlab.internal.diagnosis.Guests.said;
import static org.nestlab.internal.diagnosis.Guests.silent;
import static org.nestlab.internal.diagnosis.Guests.suspended;
import static org.nestlab.internal.diagnosis.Guests.well;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.diagnosis.DomainObservation.State;
import org.nestlab.machine.Level;

class JudgeTests {

    private static final String PANIC = "[   42.1] Kernel panic - not syncing: sysrq triggered crash";
    private static final Outside FROZEN = running(Pulse.STILL, Answer.NO, Answer.NO);
    private static final Outside STUCK = running(Pulse.TICKS, Answer.YES, Answer.NO);
    private static final Outside UNPLUGGED = running(Pulse.IDLES, Answer.NO, Answer.NO);
    private static final Outside GONE =
            domain(State.GONE, "gone, and its log ends with 'shutting down, reason=crashed'");

    @Test
    void everyMachineAnswers() {
        same(
                Judge.judge(lab(well(1, well(2)))),
                new Attribution(FailureCause.THE_TEST, Level.L0, "the test", "no layer died: every machine answers"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theQemuOfAnyLevelIsGone(int depth) {
        blames(
                at(depth, GONE),
                FailureCause.QEMU_GONE,
                depth,
                "the QEMU of %s is gone: its domain on %s is gone, and its log ends with 'shutting down, reason=crashed'"
                        .formatted(Guests.label(depth), Guests.label(depth - 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theKernelOfAnyLevelPanicked(int depth) {
        LabEvidence lab = wrapped(depth, said(silent(depth, FROZEN), PANIC));

        blames(
                lab,
                FailureCause.KERNEL_PANICKED,
                depth,
                "the kernel of %s panicked: kernel panic on the console: %s".formatted(Guests.label(depth), PANIC));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theKernelOfAnyLevelIsFrozen(int depth) {
        blames(
                at(depth, FROZEN),
                FailureCause.KERNEL_FROZEN,
                depth,
                "the kernel of %s is frozen: its CPUs set no timer and did not wake up for seconds, its domain runs, and it does not answer"
                        .formatted(Guests.label(depth)));
    }

    private static final PendingInterrupt PENDING =
            new PendingInterrupt(0, Set.of(236, 45), "RIP=ffffffff81a17a0b RFL=00000246 HLT=1", 6);
    private static final String TAKES_NONE =
            "CPU 0 takes no interrupts: it is halted with interrupts enabled (RIP=ffffffff81a17a0b RFL=00000246 HLT=1), and interrupts 45, 236 have been pending in its local APIC at each of 6 looks, a second apart";

    /** Its other CPU may serve a ping and a new connection: neither saves a kernel that has lost one. */
    @ParameterizedTest
    @EnumSource
    void aCpuThatTakesNoInterruptsIsAFrozenKernelWhateverElseStillAnswers(Answer greeting) {
        GuestEvidence guest = silent(1, deaf(running(Pulse.TICKS, greeting, greeting), PENDING));

        blames(
                lab(guest),
                FailureCause.KERNEL_FROZEN,
                1,
                "a CPU of L1 hypervisor is lost to its kernel: " + TAKES_NONE);
        assertThat(Judge.judge(lab(guest)).headline())
                .isEqualTo("which layer died: L1 hypervisor: kernel frozen: " + TAKES_NONE);
        assertThat(Judge.judge(lab(booted(guest))).cause()).isEqualTo(FailureCause.REBOOTED);
        assertThat(Judge.judge(lab(said(guest, PANIC))).cause()).isEqualTo(FailureCause.KERNEL_PANICKED);
    }

    @Test
    void aHypervisorThatAnswersOnItsOtherCpuIsToBlameForItsSilentGuest() {
        blames(
                lab(answering(1, deaf(Outside.untold(), PENDING), silent(2, FROZEN))),
                FailureCause.KERNEL_FROZEN,
                1,
                "a CPU of L1 hypervisor is lost to its kernel: " + TAKES_NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theUserspaceOfAnyLevelIsStuck(int depth) {
        blames(
                at(depth, STUCK),
                FailureCause.USERSPACE_STUCK,
                depth,
                "%s: its kernel answers a ping from %s, and its SSH server neither an old connection nor a new one"
                        .formatted(Guests.label(depth), Guests.label(depth - 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theNetworkToAnyLevelIsCut(int depth) {
        blames(
                at(depth, UNPLUGGED),
                FailureCause.NETWORK,
                depth,
                "the network between %s and %s is cut: the guest's kernel runs, its CPUs halt and wake up, and nothing answers at its address"
                        .formatted(Guests.label(depth - 1), Guests.label(depth)));
    }

    @Test
    void theHeadlineOfALivingLabNamesNoLayer() {
        assertThat(Judge.judge(lab(well(1, well(2)))).headline()).isEqualTo("no layer died: every machine answers");
    }

    @Test
    void theHeadlineOfADeadLayerNamesMachineAndCauseOnce() {
        assertThat(Judge.judge(lab(well(1, said(silent(2, FROZEN), PANIC)))).headline())
                .isEqualTo("which layer died: L2 guest: kernel panicked: kernel panic on the console: " + PANIC);
        assertThat(Judge.judge(at(1, UNPLUGGED)).headline())
                .startsWith("which layer died: L1 hypervisor: network only: the network between L0 host and"
                        + " L1 hypervisor is cut: ");
    }

    @Test
    void aCableThatIsUnpluggedDecidesWhereCpusTellNothing() {
        Outside unplugged = new Outside(
                Guests.RUNS,
                Answer.YES,
                Pulse.UNTOLD,
                Optional.empty(),
                Answer.UNTOLD,
                Answer.NO,
                Answer.NO,
                Answer.NO,
                Optional.empty());

        blames(
                at(1, unplugged),
                FailureCause.NETWORK,
                1,
                "the network between L0 host and L1 hypervisor is cut: the link of the guest's network card is down");
    }

    @Test
    void aFrozenKernelIsFrozenWhateverItsCableSays() {
        Outside unplugged = new Outside(
                Guests.RUNS,
                Answer.YES,
                Pulse.STILL,
                Optional.empty(),
                Answer.UNTOLD,
                Answer.NO,
                Answer.NO,
                Answer.NO,
                Optional.empty());

        assertThat(Judge.judge(at(1, unplugged)).cause()).isEqualTo(FailureCause.KERNEL_FROZEN);
    }

    @Test
    void aQemuWhoseMonitorIsSilentHangs() {
        Outside hanging = new Outside(
                Guests.RUNS,
                Answer.NO,
                Pulse.UNTOLD,
                Optional.empty(),
                Answer.UNTOLD,
                Answer.YES,
                Answer.NO,
                Answer.NO,
                Optional.empty());

        blames(
                at(2, hanging),
                FailureCause.QEMU_HANGS,
                2,
                "the QEMU of L2 guest hangs: its monitor does not answer, libvirt on L1 hypervisor does");
    }

    @Test
    void aKernelThatRanOutOfMemoryIsToBlameForTheQemuItEnded() {
        String line = "[ 1234.5] Memory cgroup out of memory: Killed process 4711 (qemu-system-x86)";
        Outside killed = new Outside(
                GONE.domain(),
                Answer.UNTOLD,
                Pulse.UNTOLD,
                Optional.empty(),
                Answer.UNTOLD,
                Answer.UNTOLD,
                Answer.NO,
                Answer.NO,
                Optional.of(line));

        blames(
                at(1, killed),
                FailureCause.OUT_OF_MEMORY,
                1,
                "the QEMU of L1 hypervisor was killed: L0 host ran out of memory and ended it: " + line);
        assertThat(Judge.judge(at(2, killed)).sentence())
                .startsWith("the QEMU of L2 guest was killed: L1 hypervisor ran out of memory and ended it: ");
    }

    @Test
    void anOopsOfTheHostIsToBlameForWhatDiedWithIt() {
        String oops = "[ 99.1] BUG: kernel NULL pointer dereference, address: 0000000000000010";
        LabEvidence both = new LabEvidence(Optional.of(oops), at(1, GONE).guests(), Duration.ZERO);

        same(
                Judge.judge(both),
                new Attribution(
                        FailureCause.KERNEL_BELOW,
                        Level.L0,
                        "L0 host",
                        "the kernel of L0 host failed while the lab was up: %s; and then the QEMU of L1 hypervisor is gone: its domain on L0 host is gone, and its log ends with 'shutting down, reason=crashed'"
                                .formatted(oops)));
    }

    @Test
    void anOopsOfTheHostIsNotToBlameForWhatAGuestSaysOfItself() {
        LabEvidence both = new LabEvidence(
                Optional.of("[ 99.1] Oops: 0000 [#1]"), List.of(said(silent(1, FROZEN), PANIC)), Duration.ZERO);
        LabEvidence well = new LabEvidence(Optional.of("[ 99.1] Oops: 0000 [#1]"), List.of(well(1)), Duration.ZERO);

        assertThat(Judge.judge(both).cause()).isEqualTo(FailureCause.KERNEL_PANICKED);
        assertThat(Judge.judge(well).cause()).isEqualTo(FailureCause.THE_TEST);
    }

    @Test
    void anOopsOfTheHostProvesNothingWhereSomebodyEndedTheGuestOrNobodyKnows() {
        Optional<String> oops = Optional.of("[ 99.1] Oops: 0000 [#1]");
        Outside destroyed = domain(State.GONE, "gone, and its log ends with 'shutting down, reason=destroyed'");

        assertThat(Judge.judge(new LabEvidence(oops, at(1, destroyed).guests(), Duration.ZERO))
                        .cause())
                .isEqualTo(FailureCause.QEMU_GONE);
        same(
                Judge.judge(new LabEvidence(oops, at(1, Outside.untold()).guests(), Duration.ZERO)),
                new Attribution(
                        FailureCause.UNKNOWN,
                        Level.L1,
                        "L1 hypervisor",
                        "L1 hypervisor: it does not answer, and nothing proves why; the kernel of L0 host failed while the lab was up: [ 99.1] Oops: 0000 [#1]"));
        assertThat(Judge.judge(new LabEvidence(oops, at(2, GONE).guests(), Duration.ZERO))
                        .cause())
                .isEqualTo(FailureCause.QEMU_GONE);
    }

    @Test
    void whatTheLabSuspendedIsNeverFrozen() {
        GuestEvidence inside = silent(2, FROZEN);

        same(
                Judge.judge(lab(suspended(silent(1, FROZEN, inside)))),
                new Attribution(
                        FailureCause.THE_TEST,
                        Level.L0,
                        "the test",
                        "no layer died: every machine that runs answers, and L1 hypervisor: it is suspended"));
        assertThat(Judge.judge(lab(well(1, suspended(inside)))).cause()).isEqualTo(FailureCause.THE_TEST);
    }

    @Test
    void whatSomebodyElseSuspendedIsPaused() {
        blames(
                at(1, domain(State.PAUSED, "paused (I/O error)")),
                FailureCause.PAUSED,
                1,
                "L1 hypervisor was stopped, and not by the lab: its domain on L0 host is paused (I/O error)");
    }

    @Test
    void theOutermostLayerIsToBlame() {
        GuestEvidence deadInside = said(silent(2, GONE), PANIC);

        assertThat(Judge.judge(lab(silent(1, UNPLUGGED, deadInside))).machine()).isEqualTo("L1 hypervisor");
        assertThat(Judge.judge(lab(well(1, well(2)), silent(1, GONE))).cause()).isEqualTo(FailureCause.QEMU_GONE);
    }

    @Test
    void nobodyIsBlamedWithoutProof() {
        blames(
                at(1, Outside.untold()),
                FailureCause.UNKNOWN,
                1,
                "L1 hypervisor: it does not answer, and nothing proves why");
        blames(
                at(2, running(Pulse.TICKS, Answer.NO, Answer.NO)),
                FailureCause.UNKNOWN,
                2,
                "L2 guest: it does not answer, and nothing proves why");
        blames(
                at(2, running(Pulse.IDLES, Answer.NO, Answer.YES)),
                FailureCause.UNKNOWN,
                2,
                "L2 guest: it does not answer in its session, and its SSH server greets a new connection");
        blames(
                lab(booting(silent(1, running(Pulse.TICKS, Answer.YES, Answer.NO)))),
                FailureCause.UNKNOWN,
                1,
                "L1 hypervisor: it answers a ping and has not finished its boot");
        blames(
                lab(booting(silent(1, UNPLUGGED))),
                FailureCause.UNKNOWN,
                1,
                "L1 hypervisor: it does not answer, and nothing proves why");
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void noAnswersAloneMakeADeadKernel(Answer any) {
        Outside silent = new Outside(
                DomainObservation.untold(),
                any,
                Pulse.UNTOLD,
                Optional.empty(),
                Answer.UNTOLD,
                Answer.UNTOLD,
                Answer.NO,
                Answer.NO,
                Optional.empty());

        assertThat(Judge.judge(at(1, silent)).cause()).isEqualTo(FailureCause.UNKNOWN);
    }

    private static LabEvidence at(int depth, Outside outside) {
        return wrapped(depth, silent(depth, outside));
    }

    private static LabEvidence wrapped(int depth, GuestEvidence guest) {
        GuestEvidence outer = guest;
        for (int i = depth - 1; i >= 1; i--) {
            outer = well(i, outer);
        }
        return lab(outer);
    }
}
