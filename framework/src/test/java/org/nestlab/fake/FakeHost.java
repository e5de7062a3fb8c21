package org.nestlab.fake;

import java.nio.file.Path;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;

/** A host that answers from a script. */
public final class FakeHost implements Host {

    public final Answers answers = new Answers();
    public final FakeFiles files = new FakeFiles();
    private final String libvirtUri;

    public FakeHost() {
        this("qemu:///system");
    }

    /** @param libvirtUri as in {@link #libvirtUri()} */
    public FakeHost(String libvirtUri) {
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
        return answers.answer(label(), command);
    }

    @Override
    public void upload(Path local, String remote) {
        files.upload(local, remote);
    }

    @Override
    public void download(String remote, Path local) {
        files.download(remote, local);
    }
}
