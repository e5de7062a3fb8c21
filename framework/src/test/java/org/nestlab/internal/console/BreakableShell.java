package org.nestlab.internal.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** The local machine, whose open commands can be made to break off. */
final class BreakableShell implements Shell {

    private final LocalShell local = new LocalShell("L1 hypervisor");
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    void refuse(boolean yes) {
        refusing = yes;
    }

    void breakStreams() {
        streams.forEach(Stream::close);
    }

    /** The commands that are open still. */
    List<? extends Duplex> streams() {
        return streams;
    }

    @Override
    public Duplex open(Command command) {
        if (refusing) {
            throw new GuestCommandException("L1 hypervisor: away");
        }
        Stream stream = new Stream(local.open(command));
        streams.add(stream);
        return stream;
    }

    private final class Stream implements Duplex {
        private final Duplex duplex;

        Stream(Duplex duplex) {
            this.duplex = duplex;
        }

        @Override
        public java.io.InputStream input() {
            return duplex.input();
        }

        @Override
        public java.io.OutputStream output() {
            return duplex.output();
        }

        @Override
        public void close() {
            duplex.close();
            streams.remove(this);
        }
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
