package org.nestlab.internal.diagnosis;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.Signature;
import org.nestlab.machine.Level;

/**
 * All that is known of one guest.
 *
 * @param above the label of the machine that runs it
 * @param boot how far it had come
 * @param suspension why it does not run where the lab itself suspended it, or one that it is inside of
 * @param console the line on which it died
 * @param emulatorFault what the emulation of the hardware did to it
 * @param session whether a command in the session to it is answered
 * @param outside what is asked only where the session is silent
 * @param inside the guests that it runs
 */
public record GuestEvidence(
        String label,
        Level level,
        String above,
        BootState boot,
        Optional<String> suspension,
        Optional<FatalLine> console,
        Optional<String> emulatorFault,
        Answer session,
        Outside outside,
        List<GuestEvidence> inside) {

    public GuestEvidence {
        inside = List.copyOf(inside);
    }

    /** Whether nothing is between it and an answer but a fault. */
    boolean ready() {
        return boot == BootState.READY;
    }

    /** Whether it said on its console that it is dead in this way. */
    boolean said(Signature.Effect effect) {
        return console.filter(line -> line.signature().effect() == effect).isPresent();
    }

    /** The line on which it died, for a sentence. */
    String line() {
        return console.map(FatalLine::toString).orElse("");
    }
}
