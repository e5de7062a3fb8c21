package org.nestlab.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.internal.diagnosis.Blame.same;
import static org.nestlab.internal.diagnosis.Guests.booted;
import static org.nestlab.internal.diagnosis.Guests.booting;
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
import org.nestlab.machine.Level;

/** A guest that somebody reset is silent in ways that look like a stuck userspace, or like a cut network. */
class RebootTests {

    @ParameterizedTest
    @CsvSource({"YES,NO,TICKS", "YES,YES,IDLES", "NO,NO,TICKS", "NO,NO,IDLES"})
    void aGuestThatBootsAgainIsToldAsSuchHoweverFarItHasCome(Answer echo, Answer greeting, Pulse pulse) {
        GuestEvidence guest = silent(2, running(pulse, echo, greeting));

        same(
                Judge.judge(lab(well(1, booted(guest)))),
                new Attribution(
                        FailureCause.REBOOTED,
                        Level.L2,
                        "L2 guest",
                        "L2 guest was reset or rebooted, and not by the lab: its console shows another boot, and every session and guest in it is gone"));
    }

    @Test
    void whatItDiedOfSinceCounts() {
        GuestEvidence guest = booted(silent(1, running(Pulse.STILL, Answer.NO, Answer.NO)));

        assertThat(Judge.judge(lab(said(guest, "Kernel panic - not syncing: x")))
                        .cause())
                .isEqualTo(FailureCause.KERNEL_PANICKED);
        assertThat(Judge.judge(lab(booted(silent(1, domain(State.GONE, "gone")))))
                        .cause())
                .isEqualTo(FailureCause.QEMU_GONE);
    }

    @Test
    void oneThatNeverGotUpDidNotBootAgain() {
        assertThat(Judge.judge(lab(booting(silent(1, running(Pulse.TICKS, Answer.YES, Answer.NO)))))
                        .cause())
                .isEqualTo(FailureCause.UNKNOWN);
    }

    @Test
    void oneThatAnswersIsWell() {
        assertThat(Judge.judge(lab(booted(well(1)))).cause()).isEqualTo(FailureCause.THE_TEST);
    }
}
