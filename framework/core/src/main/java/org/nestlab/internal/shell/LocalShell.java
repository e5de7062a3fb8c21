package org.nestlab.internal.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.nestlab.GuestCommandException;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** Commands and files of the machine that runs the tests, through {@code sh}. */
public final class LocalShell implements Shell {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private final String label;

    /** Creates a shell that uses this name for its machine in messages, for example {@code L0 host}. */
    public LocalShell(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Kills every command that still runs, with all that it has started: this JVM is about to halt, and what nobody
     * waits for any more would run on.
     */
    public static void killAll() {
        RUNNING.forEach(ProcessTrees::kill);
    }

    @Override
    public CommandResult run(Command command) {
        long start = System.nanoTime();
        Process process = start(command, ProcessBuilder.Redirect.PIPE);
        RUNNING.add(process);
        try {
            return result(process, command, start);
        } finally {
            RUNNING.remove(process);
        }
    }

    private CommandResult result(Process process, Command command, long start) {
        BoundedOutput stdout = new BoundedOutput(command.outputLimit());
        BoundedOutput stderr = new BoundedOutput(command.outputLimit());
        CompletableFuture<Void> out = copy(process.getInputStream(), stdout);
        CompletableFuture<Void> err = copy(process.getErrorStream(), stderr);
        Background.threads().execute(() -> feed(process, command));
        try {
            // The outputs may end after the process, or before it if it closes them itself: wait for all three.
            CompletableFuture.allOf(out, err, process.onExit())
                    .get(command.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // The message comes first, because a shell writes "Killed" to its output when its children are killed.
            GuestCommandException failure = process.isAlive()
                    ? CommandFailures.deadline(label, command, stdout, stderr)
                    : CommandFailures.heldOpen(label, command, process.exitValue(), stdout, stderr);
            ProcessTrees.kill(process);
            throw failure;
        } catch (InterruptedException e) {
            ProcessTrees.kill(process);
            Thread.currentThread().interrupt();
            throw CommandFailures.interrupted(label, command, e);
        } catch (ExecutionException e) {
            ProcessTrees.kill(process);
            throw CommandFailures.notRun(label, command, e);
        }
        return CommandResult.of(
                label,
                command,
                process.exitValue(),
                stdout.text(),
                stderr.text(),
                Duration.ofNanos(System.nanoTime() - start),
                stdout.truncated() || stderr.truncated());
    }

    @Override
    public Duplex open(Command command) {
        return new ProcessDuplex(start(command, ProcessBuilder.Redirect.DISCARD));
    }

    @Override
    public Duplex connect(String host, int port, Duration timeout) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
            // Commands are small packets that wait for a reply, and Nagle's algorithm would delay them.
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new SocketDuplex(socket);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new GuestCommandException(
                    "%s: no TCP connection to %s port %d: %s".formatted(label, host, port, CommandFailures.reason(e)),
                    e);
        }
    }

    @Override
    public void upload(Path local, String remote) {
        copyFile(local, Path.of(remote));
    }

    @Override
    public void write(byte[] content, String remote, int mode) {
        try {
            LocalFiles.write(content, Path.of(remote), mode);
        } catch (IOException e) {
            throw CommandFailures.notRun(label, "write " + remote, e);
        }
    }

    @Override
    public void download(String remote, Path local) {
        copyFile(Path.of(remote), local);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}

    private Process start(Command command, ProcessBuilder.Redirect stderr) {
        try {
            return new ProcessBuilder(ShellWords.of(command.line(), ShellWords.ofThisJvm()))
                    .redirectError(stderr)
                    .start();
        } catch (IOException e) {
            throw CommandFailures.notRun(label, command, e);
        }
    }

    private void copyFile(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw CommandFailures.notRun(label, "copy %s to %s".formatted(from, to), e);
        }
    }

    private static CompletableFuture<Void> copy(InputStream from, OutputStream to) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        from.transferTo(to);
                    } catch (IOException e) {
                        // The pipe of a killed process: what it wrote is kept, and the caller reports how it ended.
                    }
                },
                Background.threads());
    }

    private static void feed(Process process, Command command) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(command.input().orElse("").getBytes(UTF_8));
        } catch (IOException e) {
            // A command may end without reading its input, for example `true`.
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was never connected, so nothing is lost.
        }
    }
}
