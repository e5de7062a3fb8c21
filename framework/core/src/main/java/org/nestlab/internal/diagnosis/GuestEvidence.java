package org.nestlab.internal.diagnosis;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.Signature;
import org.nestlab.machine.Level;

/**
 * The evidence about one guest.
 *
 * @param above the label of the machine that runs it
 * @param boot how far it had come
 * @param suspension why it does not run, if the lab itself suspended it or a guest around it
 * @param console the line on which it died
 * @param emulatorFault what the emulation of the hardware did to it
 * @param session whether a command in its session is answered
 * @param outside what the machine above shows; asked only if the session is silent
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

    /** Whether only a fault can keep it from answering. */
    boolean ready() {
        return boot == BootState.READY;
    }

    /** Whether its console shows that it died in this way. */
    boolean said(Signature.Effect effect) {
        return console.filter(line -> line.signature().effect() == effect).isPresent();
    }

    /** The line on which it died, as part of a sentence. */
    String line() {
        return console.map(FatalLine::toString).orElse("");
    }
}
