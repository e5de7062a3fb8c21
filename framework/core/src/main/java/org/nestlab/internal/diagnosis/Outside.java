package org.nestlab.internal.diagnosis;

import java.util.Optional;

/**
 * What the machine above shows of a guest.
 *
 * @param domain the state of the domain, and the end of QEMU's log if the domain is gone
 * @param monitor whether QEMU's monitor answers
 * @param pulse whether its CPUs do anything
 * @param interrupt a CPU that takes no interrupts; known only if QEMU itself runs the CPUs
 * @param threads whether its kernel still schedules threads
 * @param link whether the cable of its network card is plugged in
 * @param echo whether its kernel answers a ping
 * @param greeting whether its SSH server greets a new connection
 * @param killed the line with which the OOM killer of the kernel above ended this QEMU
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

    /** The machine above was not asked. */
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

    /** For a guest that answers: only its CPUs were sampled. */
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
