package org.nestlab.internal.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.LocalShellBase;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.machine.Command;

/** The local machine, whose open commands can be made to break off. */
final class BreakableShell extends LocalShellBase {

    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    BreakableShell() {
        super("L1 hypervisor");
    }

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
        Stream stream = new Stream(super.open(command));
        streams.add(stream);
        return stream;
    }

    private final class Stream implements Duplex {
        private final Duplex duplex;

        Stream(Duplex duplex) {
            this.duplex = duplex;
        }

        @Override
        public InputStream input() {
            return duplex.input();
        }

        @Override
        public OutputStream output() {
            return duplex.output();
        }

        @Override
        public void close() {
            duplex.close();
            streams.remove(this);
        }
    }
}
