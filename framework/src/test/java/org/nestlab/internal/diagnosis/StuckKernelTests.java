package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.diagnosis.Guests.booted;
import static org.nestlab.internal.diagnosis.Guests.domain;
import static org.nestlab.internal.diagnosis.Guests.lab;
import static org.nestlab.internal.diagnosis.Guests.running;
import static org.nestlab.internal.diagnosis.Guests.said;
import static org.nestlab.internal.diagnosis.Guests.silent;
import static org.nestlab.internal.diagnosis.Guests.well;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.internal.diagnosis.DomainObservation.State;

/**
 * A console says that its kernel was stuck, as a guest's does whose QEMU did not run for a while; what counts is
 * whether it still is.
 */
class StuckKernelTests {

    private static final String LOCKUP =
            "[  124.745949] watchdog: BUG: soft lockup - CPU#0 stuck for 33s! [swapper/0:1]";

    @ParameterizedTest
    @CsvSource({
        "TICKS,NO,NO,KERNEL_FROZEN",
        "STILL,NO,NO,KERNEL_FROZEN",
        "UNTOLD,UNTOLD,UNTOLD,KERNEL_FROZEN",
        "TICKS,YES,NO,USERSPACE_STUCK",
        "IDLES,YES,NO,USERSPACE_STUCK",
        "IDLES,NO,NO,NETWORK",
        "TICKS,YES,YES,UNKNOWN"
    })
    void theLineCountsWhereNothingShowsThatTheKernelLives(
            Pulse pulse, Answer echo, Answer greeting, FailureCause cause) {
        GuestEvidence guest = said(silent(2, running(pulse, echo, greeting)), LOCKUP);

        assertThat(Judge.judge(lab(well(1, guest))).cause()).isEqualTo(cause);
    }

    @Test
    void aQemuThatIsGoneIsGoneWhateverItsGuestSaidBefore() {
        GuestEvidence guest = said(silent(1, domain(State.GONE, "gone (destroyed)")), LOCKUP);

        assertThat(Judge.judge(lab(guest)).cause()).isEqualTo(FailureCause.QEMU_GONE);
    }

    @Test
    void aGuestThatWasResetSinceIsToldAsSuch() {
        GuestEvidence guest = booted(said(silent(1, running(Pulse.TICKS, Answer.NO, Answer.NO)), LOCKUP));

        assertThat(Judge.judge(lab(guest)).cause()).isEqualTo(FailureCause.REBOOTED);
    }

    @Test
    void oneThatAnswersIsWell() {
        assertThat(Judge.judge(lab(said(well(1), LOCKUP))).cause()).isEqualTo(FailureCause.THE_TEST);
    }
}
