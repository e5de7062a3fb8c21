package org.nestlab.internal.diagnosis;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.machine.Level;

/**
 * Where the evidence of one guest comes from. What {@link Inquiry} asks may take for ever and may throw: it is asked on
 * a thread for which the caller waits only until a deadline.
 */
public interface GuestInspector {

    String label();

    Level level();

    /** The label of the machine that runs it. */
    String above();

    /** How far it has come. At once, as the three below. */
    BootState boot();

    /** Why the lab itself keeps it from running. */
    Optional<String> suspension();

    Optional<FatalLine> console();

    /** That the emulation of the hardware broke it, where that is proven by what is known already. */
    Optional<String> emulatorFault();

    /** Whether a command in the session to the guest is answered. May block, as all below. */
    boolean answers();

    DomainObservation domain();

    /**
     * Looks at its CPUs, as {@link Pulse#of} and {@link PendingInterrupt#in} read them; empty where QEMU's monitor does
     * not answer and libvirt does.
     */
    Optional<String> cpus();

    /**
     * Looks at the registers of its CPUs where its hardware is emulated; {@link #emulatorFault()} tells what that
     * proves.
     */
    boolean examined();

    /**
     * Whether kernel threads are still scheduled, not just interrupt handlers; probed with QEMU's
     * {@code announce-self}.
     */
    Answer threads();

    /** Whether libvirt says that its network link is up. */
    Answer link();

    /** Whether it answers a ping from the machine above. */
    Answer echo();

    /** Whether an SSH server at its address greets. */
    boolean greets();

    /** The line with which the OOM killer of the kernel above ended its QEMU. */
    Optional<String> killed();

    List<? extends GuestInspector> inside();
}
