package org.nestlab.internal.diagnosis;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.machine.Level;

/**
 * Collects the evidence about one guest. A question may block without end and may throw, so {@link Inquiry} asks on a
 * thread for which it waits only until a deadline.
 */
public interface GuestInspector {

    String label();

    Level level();

    /** The label of the machine that runs it. */
    String above();

    /** How far it has come. At once, as the three below. */
    BootState boot();

    /** Why it does not run, if the lab itself suspended it. */
    Optional<String> suspension();

    Optional<FatalLine> console();

    /** The fault of the emulation that broke it, if what is known already proves one. */
    Optional<String> emulatorFault();

    /** Whether a command in the session to the guest is answered. May block, as all below. */
    boolean answers();

    DomainObservation domain();

    /**
     * Samples its CPUs, for {@link Pulse#of} and {@link PendingInterrupt#in}; empty if QEMU's monitor does not answer
     * although libvirt does.
     */
    Optional<String> cpus();

    /**
     * Reads the registers of its CPUs if its hardware is emulated; {@link #emulatorFault()} then returns what they
     * prove.
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
