package org.nestlab.internal.examination;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.diagnosis.Answer;
import org.nestlab.internal.diagnosis.BootState;
import org.nestlab.internal.diagnosis.DomainObservation;
import org.nestlab.internal.diagnosis.GuestInspector;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.machine.Level;

/**
 * A real guest to examine with none inside but one: faults in several guests of a lab are asked for apart from each
 * other.
 */
public record OneGuest(LiveGuestInspector self, List<OneGuest> inside) implements GuestInspector {

    /** The guest, inside those that it is in. */
    public static OneGuest of(Layers layers, LiveGuest guest) {
        OneGuest way = new OneGuest(layers.inspector(guest), List.of());
        return guest.parent() instanceof LiveGuest hypervisor
                ? new OneGuest(layers.inspector(hypervisor), List.of(way))
                : way;
    }

    @Override
    public String label() {
        return self.label();
    }

    @Override
    public Level level() {
        return self.level();
    }

    @Override
    public String above() {
        return self.above();
    }

    @Override
    public BootState boot() {
        return self.boot();
    }

    @Override
    public Optional<String> suspension() {
        return self.suspension();
    }

    @Override
    public Optional<FatalLine> console() {
        return self.console();
    }

    @Override
    public Optional<String> emulatorFault() {
        return self.emulatorFault();
    }

    @Override
    public boolean answers() {
        return self.answers();
    }

    @Override
    public DomainObservation domain() {
        return self.domain();
    }

    @Override
    public Optional<String> cpus() {
        return self.cpus();
    }

    @Override
    public boolean examined() {
        return self.examined();
    }

    @Override
    public Answer threads() {
        return self.threads();
    }

    @Override
    public Answer link() {
        return self.link();
    }

    @Override
    public Answer echo() {
        return self.echo();
    }

    @Override
    public boolean greets() {
        return self.greets();
    }

    @Override
    public Optional<String> killed() {
        return self.killed();
    }
}
