package org.nestlab.internal.junit;

import java.nio.file.Path;
import java.time.Duration;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;

/** The host of a {@link FakeLab}. */
record FakeHost(FakeLab lab) implements Host {

    @Override
    public String libvirtUri() {
        return "test:///default";
    }

    @Override
    public Level level() {
        return Level.L0;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public CommandResult run(Command command) {
        lab.ran(this, command.line());
        return new CommandResult(label(), command, 0, "", "", Duration.ZERO, false);
    }

    @Override
    public void upload(Path local, String remote) {
        throw new AssertionError("a fake host takes no files");
    }

    @Override
    public void download(String remote, Path local) {
        throw new AssertionError("a fake host gives no files");
    }

    @Override
    public String toString() {
        return lab.id() + " host";
    }
}
