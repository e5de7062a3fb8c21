package org.nestlab.internal.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.BoundedOutput;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.internal.shell.LocalFiles;
import org.nestlab.machine.Command;

/**
 * Transfers files through {@code cat}, which works wherever commands work, even if the image has no SFTP server. A
 * transfer has no deadline, because emulated machines are slow; it fails if no byte has moved for a minute.
 */
final class SshFiles {

    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int STDERR_KEPT = 64 << 10;
    private static final int CHUNK = 32 << 10;

    private final SshShell shell;

    SshFiles(SshShell shell) {
        this.shell = shell;
    }

    void upload(Path local, String remote) {
        try (InputStream content = Files.newInputStream(local)) {
            send(content, remote, LocalFiles.mode(local));
        } catch (IOException e) {
            throw CommandFailures.notRun(shell.label(), "upload %s to %s".formatted(local, remote), e);
        }
    }

    void write(byte[] content, String remote, int mode) {
        try {
            send(new ByteArrayInputStream(content), remote, mode);
        } catch (IOException e) {
            throw CommandFailures.notRun(shell.label(), "write " + remote, e);
        }
    }

    void download(String remote, Path local) {
        try {
            Path part = Files.createTempFile(local.toAbsolutePath().getParent(), "download", ".part");
            try {
                try (OutputStream file = Files.newOutputStream(part)) {
                    receive(remote, file);
                }
                Files.move(part, local, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw CommandFailures.notRun(shell.label(), "download %s to %s".formatted(remote, local), e);
        }
    }

    /** Sets the mode while the file is empty; an existing file is truncated first. */
    private void send(InputStream content, String remote, int mode) throws IOException {
        LocalFiles.permissions(mode);
        String path = Command.quote(remote);
        String line = "umask 077 && : >%s && chmod %o %s && cat >%s".formatted(path, mode, operand(remote), path);
        transfer(line, (channel, stderr) -> {
            AtomicLong moved = new AtomicLong();
            Future<?> copy = Background.threads().submit(() -> {
                try (OutputStream stdin = channel.getOutputStream()) {
                    copy(content, stdin, moved);
                }
                return null;
            });
            awaitEnd(channel, moved);
            // The exit status first: a command that has failed may not have read its input to the end.
            requireSuccess(channel, stderr);
            copy.get(STALL.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    private void receive(String remote, OutputStream file) throws IOException {
        transfer("cat " + operand(remote), (channel, stderr) -> {
            AtomicLong moved = new AtomicLong();
            Future<?> copy = Background.threads().submit(() -> {
                copy(channel.getInputStream(), file, moved);
                return null;
            });
            awaitEnd(channel, moved);
            copy.get(STALL.toNanos(), TimeUnit.NANOSECONDS);
            requireSuccess(channel, stderr);
        });
    }

    /** Copies bytes to or from a command until both have ended. */
    private interface Transfer {
        void run(ExecChannel channel, BoundedOutput stderr)
                throws IOException, InterruptedException, ExecutionException, TimeoutException;
    }

    private void transfer(String line, Transfer transfer) throws IOException {
        BoundedOutput stderr = new BoundedOutput(STDERR_KEPT);
        ExecChannel channel = shell.start(line, stderr);
        try {
            transfer.run(channel, stderr);
        } catch (ExecutionException e) {
            throw new IOException(CommandFailures.reason(e), e);
        } catch (TimeoutException e) {
            throw new IOException("the command ended, and its stream not within " + CommandFailures.duration(STALL), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            shell.abandon(channel);
        }
    }

    private static void awaitEnd(ExecChannel channel, AtomicLong moved)
            throws IOException, InterruptedException, ExecutionException {
        long before;
        do {
            before = moved.get();
            try {
                channel.ended().get(STALL.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException e) {
                // A slow transfer has not stalled: check whether bytes have moved.
            }
        } while (moved.get() > before);
        throw new IOException(
                "stalled: %d bytes, then nothing for %s".formatted(before, CommandFailures.duration(STALL)));
    }

    private static void requireSuccess(ExecChannel channel, BoundedOutput stderr) throws IOException {
        int status = channel.status().orElse(-1);
        if (status != 0) {
            throw new IOException(
                    "exit status %d: %s".formatted(status, stderr.text().strip()));
        }
    }

    private static void copy(InputStream from, OutputStream to, AtomicLong moved) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            to.write(chunk, 0, n);
            to.flush();
            moved.addAndGet(n);
        }
    }

    /** The path as a word that no program reads as an option. */
    private static String operand(String path) {
        return Command.quote(path.startsWith("-") ? "./" + path : path);
    }
}
