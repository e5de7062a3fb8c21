package org.nestlab.internal.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * A session that is opened again if it was lost while its machine kept running, for example because the SSH server
 * there was restarted. A command that runs at that moment fails; the next one logs in first. A machine that has
 * rebooted gets no new session, because what earlier commands did in its memory is gone and the caller has to know.
 */
public final class ReconnectingShell implements Shell {

    private static final Command BOOT = Command.shell("cat /proc/sys/kernel/random/boot_id");

    /** Enough for a handshake, a login and a command on an emulated machine whose host is busy. */
    private static final Duration LOGIN = Duration.ofMinutes(3);

    private final String label;
    private final String boot;
    private final Supplier<SshShell> login;
    private final Consumer<String> progress;
    private SshShell session;
    private @Nullable CompletableFuture<SshShell> attempt;
    private @Nullable String refusal;

    private ReconnectingShell(SshShell session, String boot, Supplier<SshShell> login, Consumer<String> progress) {
        this.label = session.label();
        this.session = session;
        this.boot = boot;
        this.login = login;
        this.progress = progress;
    }

    /**
     * Wraps an open session.
     *
     * @param login opens another session to the same machine, or throws a {@link GuestCommandException}
     * @param progress is given a line for each session that was opened again
     * @throws GuestCommandException if the machine does not say which boot it runs
     */
    public static ReconnectingShell of(SshShell session, Supplier<SshShell> login, Consumer<String> progress) {
        try {
            return new ReconnectingShell(session, bootOf(session), login, progress);
        } catch (RuntimeException e) {
            Closing.after(e, session);
            throw e;
        }
    }

    /** The id of the boot that this session belongs to, {@code /proc/sys/kernel/random/boot_id}. */
    public String boot() {
        return boot;
    }

    private static String bootOf(Shell shell) {
        return shell.run(BOOT).orThrow().text();
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public CommandResult run(Command command) {
        return live().run(command);
    }

    @Override
    public Duplex open(Command command) {
        return live().open(command);
    }

    @Override
    public Duplex connect(String host, int port, Duration timeout) {
        return live().connect(host, port, timeout);
    }

    @Override
    public void upload(Path local, String remote) {
        live().upload(local, remote);
    }

    @Override
    public void write(byte[] content, String remote, int mode) {
        live().write(content, remote, mode);
    }

    @Override
    public void download(String remote, Path local) {
        live().download(remote, local);
    }

    @Override
    public synchronized boolean isOpen() {
        return refusal == null && session.isOpen();
    }

    /** Ends the session without waiting for a login that is under way. */
    @Override
    public void close() {
        SshShell last;
        synchronized (this) {
            refuse("the SSH session is closed");
            last = session;
        }
        last.close();
    }

    /** Returns the open session, or a new one. */
    private Shell live() {
        CompletableFuture<SshShell> again;
        synchronized (this) {
            if (refusal != null) {
                throw new GuestCommandException("%s: %s".formatted(label, refusal));
            }
            if (session.isOpen()) {
                return session;
            }
            if (attempt == null) {
                CompletableFuture<SshShell> begun = new CompletableFuture<>();
                attempt = begun;
                Background.threads().execute(() -> logIn(begun));
            }
            again = attempt;
        }
        try {
            return again.get(LOGIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new GuestCommandException(
                    "%s: its SSH session was lost, and no new one was open after %d s"
                            .formatted(label, LOGIN.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailures.interrupted(label, "SSH login", e);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new GuestCommandException(String.valueOf(why.getMessage()), why);
        }
    }

    private void logIn(CompletableFuture<SshShell> result) {
        String why = lossOfSession();
        try {
            SshShell fresh = login.get();
            try {
                requireSameBoot(fresh, why);
                replaceBy(fresh);
            } catch (RuntimeException | Error e) {
                Closing.after(e, fresh);
                throw e;
            }
            progress.accept("%s: its SSH session was lost (%s); a new one is open".formatted(label, why));
            result.complete(fresh);
        } catch (RuntimeException | Error e) {
            forget(result);
            result.completeExceptionally(new GuestCommandException(
                    "%s: its SSH session was lost (%s), and no new one could be opened: %s"
                            .formatted(label, why, e.getMessage()),
                    e));
        }
    }

    private synchronized String lossOfSession() {
        return session.loss();
    }

    private void requireSameBoot(SshShell fresh, String why) {
        String now = bootOf(fresh);
        if (!now.equals(boot)) {
            synchronized (this) {
                refuse("its SSH session was lost (%s), and the machine has booted since".formatted(why));
            }
            throw new GuestCommandException("the machine has booted since");
        }
    }

    private synchronized void replaceBy(SshShell fresh) {
        if (refusal != null) {
            throw new GuestCommandException(refusal);
        }
        session = fresh;
        attempt = null;
    }

    private synchronized void forget(CompletableFuture<SshShell> failed) {
        if (attempt == failed) {
            attempt = null;
        }
    }

    /**
     * Makes every call from now on fail with this reason, including one that waits for a login. The caller holds the
     * monitor.
     */
    private void refuse(String why) {
        refusal = refusal == null ? why : refusal;
        if (attempt != null) {
            attempt.completeExceptionally(new GuestCommandException("%s: %s".formatted(label, refusal)));
            attempt = null;
        }
    }

    @Override
    public String toString() {
        return label + " over SSH";
    }
}
