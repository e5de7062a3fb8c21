package org.nestlab.internal.diagnosis;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.Signature.Effect;
import org.nestlab.machine.Level;

/**
 * Finds the layer that failed. The outermost layer that is not well is to blame, because everything inside it fails
 * with it. If the evidence proves nothing, the cause is unknown.
 */
public final class Judge {

    private Judge() {}

    public static Attribution judge(LabEvidence lab) {
        Optional<Attribution> sick = first(lab.guests());
        if (sick.isEmpty()) {
            return well(lab);
        }
        Attribution found = sick.get();
        return lab.oops()
                .filter(line -> found.level().equals(Level.L1))
                .map(line -> afterAnOops(found, line))
                .orElse(found);
    }

    /** An oops may have nothing to do with the lab, so an oops alone proves nothing. */
    private static Attribution afterAnOops(Attribution found, String oops) {
        return switch (found.cause()) {
            case QEMU_GONE, QEMU_HANGS, KERNEL_FROZEN ->
                // It was ended by an order from outside, not by its kernel.
                found.sentence().matches("(?s).*reason=(destroyed|shutdown)'.*")
                        ? found
                        : new Attribution(
                                FailureCause.KERNEL_BELOW,
                                Level.L0,
                                "L0 host",
                                "the kernel of L0 host failed while the lab was up",
                                "%s; and then %s".formatted(oops, found.sentence()));
            case UNKNOWN ->
                new Attribution(
                        FailureCause.UNKNOWN,
                        found.level(),
                        found.machine(),
                        found.claim(),
                        "%s; the kernel of L0 host failed while the lab was up: %s".formatted(found.evidence(), oops));
            default -> found;
        };
    }

    private static Attribution well(LabEvidence lab) {
        Optional<String> suspended = suspension(lab.guests());
        String sentence = suspended
                .map(reason -> "every machine that runs answers, and " + reason)
                .orElse("every machine answers");
        return new Attribution(FailureCause.THE_TEST, Level.L0, "the test", "no layer died", sentence);
    }

    private static Optional<String> suspension(List<GuestEvidence> guests) {
        return guests.stream()
                .flatMap(guest -> guest.suspension().or(() -> suspension(guest.inside())).stream())
                .findFirst();
    }

    private static Optional<Attribution> first(List<GuestEvidence> guests) {
        // All of one level before any of the next: a lab's L1 guests fail apart from each other.
        return guests.stream()
                .filter(guest -> guest.suspension().isEmpty())
                .flatMap(guest -> of(guest).stream())
                .findFirst()
                .or(() -> guests.stream()
                        .filter(guest -> guest.suspension().isEmpty())
                        .flatMap(guest -> first(guest.inside()).stream())
                        .findFirst());
    }

    private static Optional<Attribution> of(GuestEvidence guest) {
        // What the emulation did comes before the panic that it led to.
        if (guest.emulatorFault().isPresent()) {
            return blame(
                    FailureCause.EMULATOR,
                    guest,
                    "the emulated CPU broke " + guest.label(),
                    guest.emulatorFault().get());
        }
        // A panic before all else: the domain of a guest that panicked may be gone by now.
        if (guest.said(Effect.KERNEL_DEAD)) {
            return blame(
                    FailureCause.KERNEL_PANICKED,
                    guest,
                    "the kernel of %s panicked".formatted(guest.label()),
                    guest.line());
        }
        if (guest.said(Effect.KERNEL_OOPS)) {
            return blame(
                    FailureCause.KERNEL_PANICKED,
                    guest,
                    "the kernel of %s failed".formatted(guest.label()),
                    guest.line());
        }
        if (guest.session() == Answer.YES) {
            return interrupts(guest);
        }
        return domain(guest)
                .or(() -> start(guest))
                .or(() -> interrupts(guest))
                .or(() -> stuck(guest))
                .or(() -> alive(guest));
    }

    /**
     * A kernel with a CPU that takes no interrupts is lost, even if its other CPUs answer. If the guest has booted
     * again, its sessions were lost before.
     */
    private static Optional<Attribution> interrupts(GuestEvidence guest) {
        return guest.outside()
                .interrupt()
                .filter(pending -> guest.boot() != BootState.BOOTED_AGAIN)
                .flatMap(pending -> blame(
                        FailureCause.KERNEL_FROZEN,
                        guest,
                        "a CPU of %s is lost to its kernel".formatted(guest.label()),
                        pending.sentence()));
    }

    private static Optional<Attribution> domain(GuestEvidence guest) {
        Outside outside = guest.outside();
        return switch (outside.domain().state()) {
            case GONE ->
                outside.killed()
                        .flatMap(line -> blame(
                                FailureCause.OUT_OF_MEMORY,
                                guest,
                                "the QEMU of %s was killed".formatted(guest.label()),
                                "%s ran out of memory and ended it: %s".formatted(guest.above(), line)))
                        .or(() -> start(guest))
                        .or(() -> blame(
                                FailureCause.QEMU_GONE,
                                guest,
                                "the QEMU of %s is gone".formatted(guest.label()),
                                "its domain on %s is %s"
                                        .formatted(
                                                guest.above(), outside.domain().words())));
            case PAUSED ->
                blame(
                        FailureCause.PAUSED,
                        guest,
                        guest.label() + " was stopped, and not by the lab",
                        "its domain on %s is %s"
                                .formatted(guest.above(), outside.domain().words()));
            case RUNNING ->
                outside.monitor() == Answer.NO && outside.echo() != Answer.YES
                        ? blame(
                                FailureCause.QEMU_HANGS,
                                guest,
                                "the QEMU of %s hangs".formatted(guest.label()),
                                "its monitor does not answer, libvirt on %s does".formatted(guest.above()))
                        : Optional.empty();
            case UNTOLD -> Optional.empty();
        };
    }

    /** A kernel that was stuck may have continued since, so its line counts only if nothing shows that it is alive. */
    private static Optional<Attribution> stuck(GuestEvidence guest) {
        Outside outside = guest.outside();
        boolean lives = outside.echo() == Answer.YES
                || outside.greeting() == Answer.YES
                || outside.threads() == Answer.YES
                || outside.pulse() == Pulse.IDLES
                || outside.pulse() == Pulse.COMPUTES;
        return guest.said(Effect.KERNEL_STUCK) && !lives && guest.boot() != BootState.BOOTED_AGAIN
                ? blame(
                        FailureCause.KERNEL_FROZEN,
                        guest,
                        "the kernel of %s is stuck".formatted(guest.label()),
                        guest.line())
                : Optional.empty();
    }

    private static Optional<Attribution> start(GuestEvidence guest) {
        return guest.said(Effect.USERSPACE_STUCK)
                ? blame(
                        FailureCause.USERSPACE_STUCK,
                        guest,
                        guest.label() + " did not get past its start",
                        guest.line())
                : Optional.empty();
    }

    private static Optional<Attribution> alive(GuestEvidence guest) {
        Outside outside = guest.outside();
        String label = guest.label();
        if (guest.boot() == BootState.BOOTED_AGAIN) {
            return blame(
                    FailureCause.REBOOTED,
                    guest,
                    label + " was reset or rebooted, and not by the lab",
                    "its console shows another boot, and every session and guest in it is gone");
        }
        if (outside.greeting() == Answer.YES) {
            return unknown(guest, "it does not answer in its session, and its SSH server greets a new connection");
        }
        if (outside.echo() == Answer.YES) {
            return guest.ready()
                    ? blame(
                            FailureCause.USERSPACE_STUCK,
                            guest,
                            label,
                            "its kernel answers a ping from %s, and its SSH server neither an old connection nor a new one"
                                    .formatted(guest.above()))
                    : unknown(guest, "it answers a ping and has not finished its boot");
        }
        return switch (outside.pulse()) {
            case STILL ->
                blame(
                        FailureCause.KERNEL_FROZEN,
                        guest,
                        "the kernel of %s is frozen".formatted(label),
                        "its CPUs set no timer and did not wake up for seconds, its domain runs, and it does not answer");
            case IDLES, TICKS, COMPUTES, UNTOLD -> network(guest);
        };
    }

    private static Optional<Attribution> network(GuestEvidence guest) {
        Outside outside = guest.outside();
        // Between which two: neither the machine nor the cause says it.
        String cut = "the network between %s and %s is cut: ".formatted(guest.above(), guest.label());
        if (outside.link() == Answer.NO) {
            return blame(FailureCause.NETWORK, guest, "", cut + "the link of the guest's network card is down");
        }
        boolean silent = outside.echo() == Answer.NO
                && outside.domain().state() == DomainObservation.State.RUNNING
                && guest.ready();
        if (silent && outside.pulse() == Pulse.IDLES) {
            return blame(
                    FailureCause.NETWORK,
                    guest,
                    "",
                    cut + "the guest's kernel runs, its CPUs halt and wake up, and nothing answers at its address");
        }
        if (silent && outside.threads() == Answer.YES) {
            return blame(
                    FailureCause.NETWORK,
                    guest,
                    "",
                    cut
                            + "the guest's kernel runs its threads, one handled a request of its network card, and nothing answers at its address");
        }
        if (silent
                && outside.threads() == Answer.NO
                && outside.pulse() == Pulse.COMPUTES
                && outside.link() == Answer.YES) {
            return blame(
                    FailureCause.USERSPACE_STUCK,
                    guest,
                    guest.label(),
                    "its programs keep every CPU from its kernel's own threads, as ones with real-time priority do: its timers run, and no kernel thread handles what its network card receives");
        }
        return unknown(guest, "it does not answer, and nothing proves why");
    }

    private static Optional<Attribution> blame(FailureCause cause, GuestEvidence guest, String claim, String evidence) {
        return Optional.of(new Attribution(cause, guest.level(), guest.label(), claim, evidence));
    }

    private static Optional<Attribution> unknown(GuestEvidence guest, String evidence) {
        return blame(FailureCause.UNKNOWN, guest, guest.label(), evidence);
    }
}
