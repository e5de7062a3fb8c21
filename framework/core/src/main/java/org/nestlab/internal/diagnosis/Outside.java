package org.nestlab.internal.diagnosis;

import java.util.Optional;

/**
 * What the machine above tells of a guest.
 *
 * @param domain what libvirt says, and how QEMU's log ends where it is gone
 * @param monitor whether QEMU's monitor answers
 * @param pulse whether its CPUs do anything
 * @param interrupt a CPU that takes no interrupts, told where QEMU itself runs the CPUs
 * @param threads whether its kernel runs threads of its own
 * @param link whether the cable of its network card is plugged in
 * @param echo whether its kernel answers a ping
 * @param greeting whether its SSH server greets a new connection
 * @param killed the line of the kernel above that says that its OOM killer ended this QEMU
 */
public record Outside(
        DomainObservation domain,
        Answer monitor,
        Pulse pulse,
        Optional<PendingInterrupt> interrupt,
        Answer threads,
        Answer link,
        Answer echo,
        Answer greeting,
        Optional<String> killed) {

    /** Nobody was asked. */
    public static Outside untold() {
        return new Outside(
                DomainObservation.untold(),
                Answer.UNTOLD,
                Pulse.UNTOLD,
                Optional.empty(),
                Answer.UNTOLD,
                Answer.UNTOLD,
                Answer.UNTOLD,
                Answer.UNTOLD,
                Optional.empty());
    }

    /** Of a guest that answers: only its CPUs were looked at. */
    static Outside interrupt(Optional<PendingInterrupt> interrupt) {
        Outside untold = untold();
        return new Outside(
                untold.domain,
                untold.monitor,
                untold.pulse,
                interrupt,
                untold.threads,
                untold.link,
                untold.echo,
                untold.greeting,
                untold.killed);
    }
}
