package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.BoundedOutput;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * One SSH session to one machine, opened once and used for everything: commands, files, and connections to the machines
 * below it. Commands run in the login shell of the session's user. No keep-alive is sent, so that the session survives
 * a suspended guest; the command's own deadline limits every wait. A command that is abandoned is killed with all that
 * it started, if the server accepts its mark (see {@link Leftovers}).
 */
public final class SshShell implements Shell {

    private static final int STDERR_KEPT = 64 << 10;

    private final SshTarget target;
    private final SSHClient client;
    private final Duplex wire;
    private final HeldOutput output;
    private final Supplier<Optional<String>> loss;
    private final String mark = UUID.randomUUID().toString();
    private final AtomicLong commands = new AtomicLong();
    private volatile boolean closed;

    /**
     * Wraps a session that is logged in.
     *
     * @param output the output of the connection, which SSHJ writes to
     * @param loss why the session ended, once the other end or SSHJ has ended it
     */
    SshShell(SshTarget target, SSHClient client, Duplex wire, HeldOutput output, Supplier<Optional<String>> loss) {
        this.target = target;
        this.client = client;
        this.wire = wire;
        this.output = output;
        this.loss = loss;
    }

    /**
     * Connects and logs in. The TCP connection begins on the machine of {@code via}; the handshake is computed by this
     * process.
     *
     * @param via the shell of the machine that reaches the target's address; it stays open when this shell is closed
     * @param timeout for connection, handshake and login together: tens of seconds for an emulated machine
     * @throws GuestCommandException if it cannot be reached or refuses the login; another attempt may succeed
     * @throws org.nestlab.ProvisioningException if the host key is not the expected one; no other attempt will succeed
     */
    public static SshShell open(SshTarget target, Shell via, Duration timeout) {
        return new SshLogin(target, timeout).over(via);
    }

    @Override
    public String label() {
        return target.label();
    }

    @Override
    public CommandResult run(Command command) {
        long start = System.nanoTime();
        BoundedOutput stdout = new BoundedOutput(command.outputLimit());
        BoundedOutput stderr = new BoundedOutput(command.outputLimit());
        requireOpen(command);
        ExecChannel channel = channel(stdout, stderr);
        // On another thread, because a write to a frozen machine blocks, and this thread has a deadline.
        Background.threads().execute(() -> request(channel, command));
        await(channel, command, stdout, stderr);
        int status = channel.status()
                .orElseThrow(() -> new GuestCommandException(
                        "%s: `%s` ended without an exit status: the SSH server closed its channel"
                                .formatted(label(), command)));
        return CommandResult.of(
                label(),
                command,
                status,
                stdout.text(),
                stderr.text(),
                Duration.ofNanos(System.nanoTime() - start),
                stdout.truncated() || stderr.truncated());
    }

    private void await(ExecChannel channel, Command command, BoundedOutput stdout, BoundedOutput stderr) {
        try {
            channel.ended().get(command.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon(channel);
            throw channel.status().isPresent()
                    ? CommandFailures.heldOpen(
                            label(), command, channel.status().getAsInt(), stdout, stderr)
                    : CommandFailures.deadline(label(), command, stdout, stderr);
        } catch (InterruptedException e) {
            abandon(channel);
            Thread.currentThread().interrupt();
            throw CommandFailures.interrupted(label(), command, e);
        } catch (ExecutionException e) {
            abandon(channel);
            throw notRun(command, e);
        }
    }

    private void requireOpen(Command command) {
        if (closed) {
            throw new GuestCommandException(
                    "%s: `%s` was not started: the SSH session is closed".formatted(label(), command));
        }
        if (!isOpen()) {
            throw new GuestCommandException(
                    "%s: `%s` was not started: the SSH session was lost: %s".formatted(label(), command, loss()));
        }
    }

    private GuestCommandException notRun(Command command, Exception failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof OpenFailException) {
                return new GuestCommandException(
                        ("%s: `%s` was not started: the SSH server opens no more channels in this session (%s); more"
                                        + " commands at once need a larger MaxSessions in its sshd_config")
                                .formatted(label(), command, at.getMessage()),
                        failure);
            }
        }
        return CommandFailures.notRun(label(), command, failure);
    }

    private static void request(ExecChannel channel, Command command) {
        try {
            var accepted = channel.start(command.line(), command.input().isEmpty());
            feed(channel, command);
            accepted.await();
        } catch (IOException e) {
            channel.ended().completeExceptionally(e);
        }
    }

    private static void feed(ExecChannel channel, Command command) {
        try (OutputStream stdin = channel.getOutputStream()) {
            stdin.write(command.input().orElse("").getBytes(UTF_8));
            stdin.flush();
        } catch (IOException e) {
            // A command may end without reading its input; its channel knows how it ended.
        }
    }

    @Override
    public Duplex open(Command command) {
        requireOpen(command);
        ExecChannel channel = channel(null, new BoundedOutput(STDERR_KEPT));
        try {
            SshLogin.within(Command.DEFAULT_TIMEOUT, () -> {
                channel.start(command.line(), false).await();
                OutputStream stdin = channel.getOutputStream();
                stdin.write(command.input().orElse("").getBytes(UTF_8));
                stdin.flush();
                return stdin;
            });
        } catch (IOException e) {
            abandon(channel);
            throw notRun(command, e);
        }
        return new ExecStreams(channel);
    }

    @Override
    public Duplex connect(String host, int port, Duration timeout) {
        TcpChannel channel = new TcpChannel(client.getConnection(), host, port);
        try {
            return SshLogin.within(timeout, channel::start);
        } catch (IOException e) {
            channel.drop();
            throw new GuestCommandException(
                    "%s: no TCP connection to %s port %d: %s".formatted(label(), host, port, CommandFailures.reason(e)),
                    e);
        }
    }

    @Override
    public void upload(Path local, String remote) {
        new SshFiles(this).upload(local, remote);
    }

    @Override
    public void write(byte[] content, String remote, int mode) {
        new SshFiles(this).write(content, remote, mode);
    }

    @Override
    public void download(String remote, Path local) {
        new SshFiles(this).download(remote, local);
    }

    @Override
    public boolean isOpen() {
        return !closed && client.getTransport().isRunning() && client.isAuthenticated();
    }

    /** The reason why the session was lost. */
    String loss() {
        return loss.get().orElse("its connection was closed");
    }

    /** Ends the session, and every command and connection in it. */
    @Override
    public void close() {
        closed = true;
        SshLogin.hangUp(client);
        wire.close();
    }

    @Override
    public String toString() {
        return label() + " over SSH as " + target.address();
    }

    /** A command's standard input and output. */
    private final class ExecStreams implements Duplex {
        private final ExecChannel channel;

        ExecStreams(ExecChannel channel) {
            this.channel = channel;
        }

        @Override
        public InputStream input() {
            return new ChannelInput(channel.getInputStream());
        }

        @Override
        public OutputStream output() {
            return channel.getOutputStream();
        }

        @Override
        public void close() {
            abandon(channel);
        }
    }

    /** A command whose input and output are streams, for files. */
    ExecChannel start(String line, BoundedOutput stderr) throws IOException {
        ExecChannel channel = channel(null, stderr);
        SshLogin.within(Command.DEFAULT_TIMEOUT, () -> channel.start(line, false));
        return channel;
    }

    /** Releases a command without waiting, and kills it if it still runs. */
    void abandon(ExecChannel channel) {
        boolean leftRunning = channel.drop();
        Background.threads().execute(() -> {
            channel.hangUp();
            if (leftRunning) {
                request(killer(), Leftovers.kill(channel.mark()));
            }
        });
    }

    private ExecChannel killer() {
        return channel(new BoundedOutput(STDERR_KEPT), new BoundedOutput(STDERR_KEPT));
    }

    private ExecChannel channel(@Nullable BoundedOutput stdout, BoundedOutput stderr) {
        return new ExecChannel(client.getConnection(), output, mark + "-" + commands.incrementAndGet(), stdout, stderr);
    }
}
