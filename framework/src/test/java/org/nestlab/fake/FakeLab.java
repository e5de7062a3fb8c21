package org.nestlab.fake;

import java.util.List;
import java.util.Optional;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.spi.LabEvent;

/** A lab of {@link FakeEngine}; its id is its name and number. */
final class FakeLab implements RunningLab {

    private final FakeEngine engine;
    private final LabSpec spec;
    private final String id;
    private final FakeHost host = new FakeHost();
    private final List<Guest> guests;
    private volatile String death = "";
    private volatile String cut = "";
    private volatile String silence = "";
    private volatile boolean doubted;
    private volatile String fault = "";
    private boolean takenOver;
    private boolean closed;

    FakeLab(FakeEngine engine, LabSpec spec, String id) {
        this.engine = engine;
        this.spec = spec;
        this.id = id;
        this.guests = spec.guests().stream().map(guest -> guest(host, guest)).toList();
        host.answers.on(command -> true, command -> ran(host, command));
    }

    private Guest guest(Machine parent, GuestSpec wanted) {
        FakeGuest guest = new FakeGuest(parent, wanted);
        guest.answers.on(command -> true, command -> ran(guest, command));
        wanted.guests().forEach(inner -> guest.guests.add(guest(guest, inner)));
        return guest;
    }

    private Answers.Reply ran(Machine machine, Command asked) {
        String command = asked.line();
        engine.log.add("%s on %s %s".formatted(command, id, machine.label()));
        if (closed) {
            throw new IllegalStateException("lab %s was closed before `%s`".formatted(id, command));
        }
        if (command.equals("the run is over")) {
            cutShort(command);
        }
        if (command.equals("the emulation breaks it")) {
            fault = machine.label() + ": QEMU's emulation of nested virtualization broke this guest: its CPU";
            death = fault;
        }
        if (command.equals("falls silent")) {
            silence = machine.label() + ": it did not answer when it was asked again after the test";
        }
        if (command.equals("speaks again")) {
            silence = "";
        }
        if (command.equals("panic")) {
            death = machine.label() + ": kernel panic";
        }
        return Answers.Reply.ok("");
    }

    FakeLab takenOver() {
        takenOver = true;
        return this;
    }

    @Override
    public boolean isTakenOver() {
        return takenOver;
    }

    @Override
    public void spoil(String why) {
        engine.spoilt.add("%s: %s".formatted(id, why));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public LabSpec spec() {
        return spec;
    }

    @Override
    public Tier tier() {
        return Tier.EMULATED;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public List<Guest> guests() {
        return guests;
    }

    @Override
    public HostSide hostSide() {
        return new HostSide(id, Tier.EMULATED, "/labs/" + id, Optional.empty(), "/images/fake/image.qcow2", "qcow2");
    }

    @Override
    public Findings diagnose(Throwable failure) {
        engine.log.add("diagnose %s: %s".formatted(id, failure.getMessage()));
        doubted = !silence.isEmpty();
        return new Findings(
                Optional.ofNullable(engine.attributions.get(spec.name())),
                List.of(new LabEvent.Evidence(id, "console", "text/plain", String.valueOf(failure.getMessage()))));
    }

    @Override
    public List<String> startedAgain() {
        return Optional.ofNullable(engine.startedAgain.get(spec.name())).stream()
                .toList();
    }

    @Override
    public Optional<String> askAgain() {
        if (!doubted) {
            return Optional.empty();
        }
        doubted = false;
        engine.log.add("asked again " + id);
        death = silence;
        return dead();
    }

    @Override
    public Optional<String> dead() {
        return Optional.of(death).filter(reason -> !reason.isEmpty());
    }

    @Override
    public Optional<String> emulatorFault() {
        return Optional.of(fault).filter(reason -> !reason.isEmpty());
    }

    @Override
    public Optional<String> cutShort() {
        return Optional.of(cut).filter(reason -> !reason.isEmpty());
    }

    @Override
    public void cutShort(String why) {
        engine.log.add("cut short " + id);
        cut = why;
        close();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            engine.closed(this);
        }
    }
}
