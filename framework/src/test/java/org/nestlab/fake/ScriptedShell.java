package org.nestlab.fake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** A machine that answers commands with texts, and remembers them. */
public final class ScriptedShell implements Shell {

    public final List<String> ran = new CopyOnWriteArrayList<>();
    private final String label;
    private final UnaryOperator<String> answers;

    /** @param answers standard output for a command line */
    public ScriptedShell(String label, UnaryOperator<String> answers) {
        this.label = label;
        this.answers = answers;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public CommandResult run(Command command) {
        ran.add(command.line());
        return CommandResult.of(label, command, 0, answers.apply(command.line()), "", Duration.ZERO, false);
    }

    @Override
    public Duplex open(Command command) {
        throw new AssertionError("nothing is opened here: " + command);
    }

    @Override
    public Duplex connect(String host, int port, Duration timeout) {
        throw new AssertionError("nothing is connected to here: " + host);
    }

    @Override
    public void upload(Path local, String remote) {
        throw new AssertionError("nothing is uploaded here: " + local);
    }

    @Override
    public void write(byte[] content, String remote, int mode) {
        throw new AssertionError("nothing is written here: " + remote);
    }

    @Override
    public void download(String remote, Path local) {
        throw new AssertionError("nothing is downloaded here: " + remote);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
