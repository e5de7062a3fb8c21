package org.nestlab.internal.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;

/** Opens and closes one SSH session. */
final class SshLogin {

    /**
     * How long SSHJ itself may wait for a reply: longer than any guest is suspended, because callers keep the
     * deadlines.
     */
    private static final Duration PATIENCE = Duration.ofDays(7);

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final SshTarget target;
    private final Duration timeout;

    SshLogin(SshTarget target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
    }

    SshShell over(Shell via) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Duplex wire = via.connect(target.host(), target.port(), timeout);
        HostKeyVerification hostKey = new HostKeyVerification(target);
        SSHClient client = new SSHClient(SshSettings.config());
        HeldOutput output = new HeldOutput(wire.output());
        client.setSocketFactory(DuplexSocket.factory(wire, output, target.port()));
        client.addHostKeyVerifier(hostKey);
        AtomicReference<@Nullable String> loss = new AtomicReference<>();
        client.getTransport()
                .setDisconnectListener((reason, message) -> loss.compareAndSet(null, words(reason, message)));
        client.getTransport().setTimeoutMs(Math.toIntExact(timeout.toMillis()));
        client.getConnection().setTimeoutMs(Math.toIntExact(PATIENCE.toMillis()));
        try {
            return within(Duration.ofNanos(deadline - System.nanoTime()), () -> {
                client.connect(target.host(), target.port());
                client.authPublickey(target.user(), keys(client));
                // A key exchange that the server starts may take as long as the machine is suspended.
                client.getTransport().setTimeoutMs(Math.toIntExact(PATIENCE.toMillis()));
                return new SshShell(target, client, wire, output, () -> Optional.ofNullable(loss.get()));
            });
        } catch (IOException e) {
            wire.close();
            if (hostKey.refusal().isPresent()) {
                throw new ProvisioningException(hostKey.refusal().get(), e);
            }
            throw new GuestCommandException(
                    "%s: no SSH login as %s over %s: %s"
                            .formatted(target.label(), target.address(), via.label(), reason(e)),
                    e);
        }
    }

    // Broken transport; encountered EOF · Received CHANNEL_DATA on unknown channel #7
    private static String words(DisconnectReason reason, @Nullable String message) {
        String name = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (message == null || message.isBlank()) {
            return name;
        }
        return reason == DisconnectReason.UNKNOWN ? message : name + ": " + message;
    }

    private String reason(IOException e) {
        if (e instanceof UserAuthException) {
            return "the key was refused (%s)".formatted(CommandFailures.reason(e));
        }
        return CommandFailures.reason(e);
    }

    private List<KeyProvider> keys(SSHClient client) throws IOException {
        SshIdentity identity = target.identity();
        if (identity instanceof SshIdentity.Lab lab) {
            return List.of(new KeyPairWrapper(lab.keys().pair()));
        }
        if (identity instanceof SshIdentity.KeyFile file) {
            return List.of(client.loadKeys(file.privateKey().toString()));
        }
        Path folder = Path.of(System.getProperty("user.home"), ".ssh");
        List<KeyProvider> keys = new ArrayList<>();
        for (String name : List.of("id_ed25519", "id_ecdsa", "id_rsa")) {
            if (Files.isReadable(folder.resolve(name))) {
                keys.add(client.loadKeys(folder.resolve(name).toString()));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("no id_ed25519, id_ecdsa or id_rsa in " + folder);
        }
        return keys;
    }

    /** Sends a disconnect message if the other end reads it; the caller closes the connection in any case. */
    static void hangUp(SSHClient client) {
        try {
            within(GOODBYE, () -> {
                client.disconnect();
                return client;
            });
        } catch (IOException e) {
            // The guest is frozen or gone, so the connection is closed without a disconnect message.
        }
    }

    /** Runs what may block on another thread, and stops waiting at the deadline. */
    static <T> T within(Duration timeout, Callable<T> action) throws IOException {
        Future<T> result = Background.threads().submit(action);
        try {
            return result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new IOException("no answer within " + CommandFailures.duration(timeout), e);
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(CommandFailures.reason(e), e);
        }
    }
}
