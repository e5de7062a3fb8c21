package org.nestlab.internal.host;

import java.nio.file.Path;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;

/** The host behind a shell, which belongs to the code that opened it. */
public final class ShellHost implements Host {

    private final Shell shell;
    private final String libvirtUri;

    /**
     * @param shell commands on the host; stays open
     * @param libvirtUri as in {@link #libvirtUri()}
     */
    public ShellHost(Shell shell, String libvirtUri) {
        this.shell = shell;
        this.libvirtUri = libvirtUri;
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
    public String libvirtUri() {
        return libvirtUri;
    }

    @Override
    public CommandResult run(Command command) {
        return shell.run(command);
    }

    @Override
    public void upload(Path local, String remote) {
        shell.upload(local, remote);
    }

    @Override
    public void download(String remote, Path local) {
        shell.download(remote, local);
    }

    @Override
    public String toString() {
        return label();
    }
}
