package org.nestlab.internal.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.diagnosis.DomainObservation.State;
import org.nestlab.machine.Level;

/** Evidence written by hand: guests that are well, each made ill in one way by a test. */
final class Guests {

    static final DomainObservation RUNS = new DomainObservation(State.RUNNING, "running (booted)");

    private Guests() {}

    /** A guest of that level that answers. */
    static GuestEvidence well(int depth, GuestEvidence... inside) {
        return new GuestEvidence(
                label(depth),
                new Level(depth),
                label(depth - 1),
                BootState.READY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Answer.YES,
                Outside.untold(),
                List.of(inside));
    }

    /** A guest that does not answer, seen like this from the machine above. */
    static GuestEvidence silent(int depth, Outside outside, GuestEvidence... inside) {
        GuestEvidence well = well(depth, inside);
        return new GuestEvidence(
                well.label(),
                well.level(),
                well.above(),
                BootState.READY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Answer.NO,
                outside,
                well.inside());
    }

    static GuestEvidence said(GuestEvidence guest, String line) {
        FatalLine fatal =
                new FatalLine(Signatures.builtIn().fatalIn(line, guest.level()).orElseThrow(), line);
        return new GuestEvidence(
                guest.label(),
                guest.level(),
                guest.above(),
                guest.boot(),
                guest.suspension(),
                Optional.of(fatal),
                guest.emulatorFault(),
                guest.session(),
                guest.outside(),
                guest.inside());
    }

    static GuestEvidence booting(GuestEvidence guest) {
        return new GuestEvidence(
                guest.label(),
                guest.level(),
                guest.above(),
                BootState.BOOTING,
                guest.suspension(),
                guest.console(),
                guest.emulatorFault(),
                Answer.UNTOLD,
                guest.outside(),
                guest.inside());
    }

    static GuestEvidence booted(GuestEvidence guest) {
        return new GuestEvidence(
                guest.label(),
                guest.level(),
                guest.above(),
                BootState.BOOTED_AGAIN,
                guest.suspension(),
                guest.console(),
                guest.emulatorFault(),
                guest.session(),
                guest.outside(),
                guest.inside());
    }

    static GuestEvidence suspended(GuestEvidence guest) {
        return new GuestEvidence(
                guest.label(),
                guest.level(),
                guest.above(),
                guest.boot(),
                Optional.of(guest.label() + ": it is suspended"),
                guest.console(),
                guest.emulatorFault(),
                Answer.UNTOLD,
                guest.outside(),
                guest.inside());
    }

    static GuestEvidence broken(GuestEvidence guest, String fault) {
        return new GuestEvidence(
                guest.label(),
                guest.level(),
                guest.above(),
                guest.boot(),
                guest.suspension(),
                guest.console(),
                Optional.of(fault),
                guest.session(),
                guest.outside(),
                guest.inside());
    }

    /** Running, monitor answers, link up; the rest as given. */
    static Outside running(Pulse pulse, Answer echo, Answer greeting) {
        return running(pulse, Answer.UNTOLD, echo, greeting);
    }

    /** The same where the kernel's threads were asked for too. */
    static Outside running(Pulse pulse, Answer threads, Answer echo, Answer greeting) {
        return new Outside(
                RUNS, Answer.YES, pulse, Optional.empty(), threads, Answer.YES, echo, greeting, Optional.empty());
    }

    /** One of its CPUs was seen to take no interrupts. */
    static Outside deaf(Outside outside, PendingInterrupt pending) {
        return new Outside(
                outside.domain(),
                outside.monitor(),
                outside.pulse(),
                Optional.of(pending),
                outside.threads(),
                outside.link(),
                outside.echo(),
                outside.greeting(),
                outside.killed());
    }

    /** A guest whose session answers, and of which something was seen from outside all the same. */
    static GuestEvidence answering(int depth, Outside outside, GuestEvidence... inside) {
        GuestEvidence well = well(depth, inside);
        return new GuestEvidence(
                well.label(),
                well.level(),
                well.above(),
                well.boot(),
                well.suspension(),
                well.console(),
                well.emulatorFault(),
                Answer.YES,
                outside,
                well.inside());
    }

    static Outside domain(State state, String words) {
        return new Outside(
                new DomainObservation(state, words),
                Answer.UNTOLD,
                Pulse.UNTOLD,
                Optional.empty(),
                Answer.UNTOLD,
                Answer.UNTOLD,
                Answer.NO,
                Answer.NO,
                Optional.empty());
    }

    static LabEvidence lab(GuestEvidence... guests) {
        return new LabEvidence(Optional.empty(), List.of(guests), Duration.ofMillis(1500));
    }

    static String label(int depth) {
        return switch (depth) {
            case 0 -> "L0 host";
            case 1 -> "L1 hypervisor";
            default -> "L" + depth + " guest";
        };
    }
}
