package org.nestlab.fake;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** A machine that answers commands from a script, and connections with what is set; streams that it opens are empty. */
public final class FakeShell implements Shell {

    public final Answers answers = new Answers();
    public final FakeFiles files = new FakeFiles();
    private final String label;
    private volatile Supplier<Duplex> wires = () -> {
        throw new GuestCommandException("no TCP connection: Connection timed out");
    };

    public FakeShell(String label) {
        this.label = label;
    }

    /** Lets whoever connects read this text. */
    public FakeShell greeting(String text) {
        wires = () -> duplex(text);
        return this;
    }

    /** Lets no connection come up. */
    public FakeShell refusing(String message) {
        wires = () -> {
            throw new GuestCommandException(message);
        };
        return this;
    }

    /** Lets whoever connects have one of these. */
    public FakeShell connecting(Supplier<Duplex> connections) {
        wires = connections;
        return this;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public CommandResult run(Command command) {
        return answers.answer(label, command);
    }

    @Override
    public Duplex open(Command command) {
        return duplex("");
    }

    @Override
    public Duplex connect(String host, int port, Duration timeout) {
        return wires.get();
    }

    private static Duplex duplex(String text) {
        return new Duplex() {
            @Override
            public InputStream input() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public OutputStream output() {
                return OutputStream.nullOutputStream();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void upload(Path local, String remote) {
        files.upload(local, remote);
    }

    @Override
    public void write(byte[] content, String remote, int mode) {
        throw new AssertionError("nothing is written here: " + remote);
    }

    @Override
    public void download(String remote, Path local) {
        files.download(remote, local);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
