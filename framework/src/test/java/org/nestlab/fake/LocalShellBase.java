package org.nestlab.fake;

import java.nio.file.Path;
import java.time.Duration;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** The local machine under another name, for fakes that change one thing about it. */
public abstract class LocalShellBase implements Shell {

    private final LocalShell local;

    protected LocalShellBase(String label) {
        local = new LocalShell(label);
    }

    @Override
    public String label() {
        return local.label();
    }

    @Override
    public CommandResult run(Command command) {
        return local.run(command);
    }

    @Override
    public Duplex open(Command command) {
        return local.open(command);
    }

    @Override
    public Duplex connect(String host, int port, Duration timeout) {
        return local.connect(host, port, timeout);
    }

    @Override
    public void upload(Path from, String remote) {
        local.upload(from, remote);
    }

    @Override
    public void write(byte[] content, String remote, int mode) {
        local.write(content, remote, mode);
    }

    @Override
    public void download(String remote, Path to) {
        local.download(remote, to);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
