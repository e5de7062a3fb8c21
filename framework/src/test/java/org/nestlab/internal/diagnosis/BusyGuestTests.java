package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.diagnosis.Guests.booting;
import static org.nestlab.internal.diagnosis.Guests.lab;
import static org.nestlab.internal.diagnosis.Guests.running;
import static org.nestlab.internal.diagnosis.Guests.said;
import static org.nestlab.internal.diagnosis.Guests.silent;
import static org.nestlab.internal.diagnosis.Guests.well;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A guest that is silent and computes: its kernel's own threads tell a program that lets nothing else run from a
 * network that is cut.
 */
class BusyGuestTests {

    private static Attribution of(GuestEvidence guest) {
        return Judge.judge(lab(well(1, guest)));
    }

    @Test
    void programsThatLetNoThreadOfTheKernelRunAreToBlame() {
        Attribution found = of(silent(2, running(Pulse.COMPUTES, Answer.NO, Answer.NO, Answer.NO)));

        assertThat(found.cause()).isEqualTo(FailureCause.USERSPACE_STUCK);
        assertThat(found.sentence())
                .isEqualTo(
                        "L2 guest: its programs keep every CPU from its kernel's own threads, as ones with real-time priority do:"
                                + " its timers run, and no kernel thread handles what its network card receives");
    }

    @Test
    void whereItsThreadsRunTheNetworkIs() {
        Attribution found = of(silent(2, running(Pulse.COMPUTES, Answer.YES, Answer.NO, Answer.NO)));

        assertThat(found.cause()).isEqualTo(FailureCause.NETWORK);
        assertThat(found.sentence())
                .isEqualTo(
                        "the network between L1 hypervisor and L2 guest is cut: the guest's kernel runs its threads, one handled a"
                                + " request of its network card, and nothing answers at its address");
    }

    @ParameterizedTest
    @CsvSource({
        // A kernel that spins in itself with its interrupts on has the same timers, and is in no program.
        "TICKS,NO,UNKNOWN",
        "TICKS,YES,NETWORK",
        "TICKS,UNTOLD,UNKNOWN",
        "UNTOLD,NO,UNKNOWN",
        "UNTOLD,YES,NETWORK",
        "COMPUTES,UNTOLD,UNKNOWN",
        "STILL,NO,KERNEL_FROZEN",
        "IDLES,UNTOLD,NETWORK"
    })
    void lessThanThatProvesNothing(Pulse pulse, Answer threads, FailureCause cause) {
        assertThat(of(silent(2, running(pulse, threads, Answer.NO, Answer.NO))).cause())
                .isEqualTo(cause);
    }

    @Test
    void aCableThatIsUnpluggedOrNotToldProvesNothingOfPrograms() {
        Outside unplugged = new Outside(
                Guests.RUNS,
                Answer.YES,
                Pulse.COMPUTES,
                Optional.empty(),
                Answer.NO,
                Answer.NO,
                Answer.NO,
                Answer.NO,
                Optional.empty());
        Outside untold = new Outside(
                Guests.RUNS,
                Answer.YES,
                Pulse.COMPUTES,
                Optional.empty(),
                Answer.NO,
                Answer.UNTOLD,
                Answer.NO,
                Answer.NO,
                Optional.empty());

        assertThat(of(silent(2, unplugged)).cause()).isEqualTo(FailureCause.NETWORK);
        assertThat(of(silent(2, untold)).cause()).isEqualTo(FailureCause.UNKNOWN);
    }

    @Test
    void oneThatStillBootsIsNotJudgedByIt() {
        GuestEvidence guest = booting(silent(2, running(Pulse.COMPUTES, Answer.NO, Answer.NO, Answer.NO)));

        assertThat(of(guest).cause()).isEqualTo(FailureCause.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"COMPUTES,NO,USERSPACE_STUCK", "TICKS,YES,NETWORK", "TICKS,NO,KERNEL_FROZEN"})
    void aLockupOfBeforeIsNotHeldAgainstAKernelThatLives(Pulse pulse, Answer threads, FailureCause cause) {
        GuestEvidence guest = said(
                silent(2, running(pulse, threads, Answer.NO, Answer.NO)),
                "[  124.745949] watchdog: BUG: soft lockup - CPU#0 stuck for 33s! [swapper/0:1]");

        assertThat(of(guest).cause()).isEqualTo(cause);
    }
}
