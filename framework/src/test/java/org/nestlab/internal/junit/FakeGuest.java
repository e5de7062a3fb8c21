package org.nestlab.internal.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Guest;
import org.nestlab.machine.KvmStatistics;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.nestlab.spec.GuestSpec;

/** A guest of a {@link FakeLab}: commands are written down, everything else is as little as possible. */
record FakeGuest(FakeLab lab, GuestSpec spec, Machine parent, Level level) implements Guest {

    @Override
    public List<Guest> guests() {
        return spec.guests().stream()
                .map(guest -> (Guest) new FakeGuest(lab, guest, this, level.next()))
                .toList();
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public CommandResult run(Command command) {
        lab.ran(this, command.line());
        return new CommandResult(label(), command, 0, "", "", Duration.ZERO, false);
    }

    @Override
    public String domainName() {
        return name();
    }

    @Override
    public UUID uuid() {
        return new UUID(level.depth(), name().hashCode());
    }

    @Override
    public String address() {
        return "192.0.2.1";
    }

    @Override
    public String domainXml() {
        return "<domain/>";
    }

    @Override
    public String console() {
        return "";
    }

    @Override
    public void reset() {
        lab.ran(this, "reset");
    }

    @Override
    public void growRootDisk(int gib) {
        lab.ran(this, "grow to %d GiB".formatted(gib));
    }

    @Override
    public void suspend() {
        lab.ran(this, "suspend");
    }

    @Override
    public void resume() {
        lab.ran(this, "resume");
    }

    @Override
    public boolean isSuspended() {
        return false;
    }

    @Override
    public void throttleScratchDisk(long totalIops) {
        lab.ran(this, "throttle to %d".formatted(totalIops));
    }

    @Override
    public KvmStatistics kvmStatistics() {
        return new KvmStatistics(Map.of());
    }

    @Override
    public void upload(Path local, String remote) {
        throw new AssertionError("a fake guest takes no files");
    }

    @Override
    public void download(String remote, Path local) {
        throw new AssertionError("a fake guest gives no files");
    }

    @Override
    public String toString() {
        return lab.id() + " " + label();
    }
}
