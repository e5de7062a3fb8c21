package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.diagnosis.Blame.blames;
import static org.nestlab.internal.diagnosis.Guests.booting;
import static org.nestlab.internal.diagnosis.Guests.broken;
import static org.nestlab.internal.diagnosis.Guests.domain;
import static org.nestlab.internal.diagnosis.Guests.lab;
import static org.nestlab.internal.diagnosis.Guests.running;
import static org.nestlab.internal.diagnosis.Guests.said;
import static org.nestlab.internal.diagnosis.Guests.silent;
import static org.nestlab.internal.diagnosis.Guests.well;

import org.junit.jupiter.api.Test;
import org.nestlab.internal.diagnosis.DomainObservation.State;

/** What a guest itself said of its end, on its console. */
class ConsoleVerdictTests {

    private static final String PANIC = "[   42.1] Kernel panic - not syncing: sysrq triggered crash";
    private static final Outside STUCK = running(Pulse.TICKS, Answer.YES, Answer.NO);
    private static final Outside GONE =
            domain(State.GONE, "gone, and its log ends with 'shutting down, reason=crashed'");

    @Test
    void aPanicCountsAlsoWhereTheDomainIsGoneByNow() {
        assertThat(Judge.judge(lab(said(silent(1, GONE), PANIC))).cause()).isEqualTo(FailureCause.KERNEL_PANICKED);
    }

    @Test
    void aGuestThatSaidWhyItPoweredOffDidNotGetPastItsStart() {
        blames(
                lab(said(booting(silent(1, GONE)), "nestlab: error: no root disk")),
                FailureCause.USERSPACE_STUCK,
                1,
                "L1 hypervisor did not get past its start: error of the lab's own start-up on the console: nestlab: error: no root disk");
    }

    @Test
    void anOopsIsToldAlsoOfAGuestThatStillAnswers() {
        blames(
                lab(well(1, said(well(2), "[ 9.1] Oops: 0000 [#1] PREEMPT SMP NOPTI"))),
                FailureCause.KERNEL_PANICKED,
                2,
                "the kernel of L2 guest failed: kernel oops on the console: [ 9.1] Oops: 0000 [#1] PREEMPT SMP NOPTI");
    }

    @Test
    void aLockupThatPassedIsNobodysFault() {
        String lockup = "[ 52.0] watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [swapper/0:1]";

        assertThat(Judge.judge(lab(said(well(1), lockup))).cause()).isEqualTo(FailureCause.THE_TEST);
        blames(
                lab(said(silent(1, running(Pulse.TICKS, Answer.NO, Answer.NO)), lockup)),
                FailureCause.KERNEL_FROZEN,
                1,
                "the kernel of L1 hypervisor is stuck: soft lockup on the console: " + lockup);
    }

    @Test
    void whatTheEmulatedCpuBrokeIsTold() {
        blames(
                lab(well(1, broken(silent(2, STUCK), "a CPU's page tables (CR3) are at 0x1"))),
                FailureCause.EMULATOR,
                2,
                "the emulated CPU broke L2 guest: a CPU's page tables (CR3) are at 0x1");
    }
}
