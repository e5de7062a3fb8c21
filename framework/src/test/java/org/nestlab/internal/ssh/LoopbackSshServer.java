package org.nestlab.internal.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.nestlab.internal.shell.Background;

/** A real SSH server on a port of this machine that runs commands by {@code sh -c} and forwards TCP connections. */
public final class LoopbackSshServer implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger logins = new AtomicInteger();
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private volatile String preamble = "";

    public LoopbackSshServer(LabKeys hostKey, LabKeys user) {
        this(hostKey, user, true);
    }

    /** A server that opens channels for commands, or refuses all. */
    public LoopbackSshServer(LabKeys hostKey, LabKeys user, boolean channels) {
        server.setChannelFactories(
                channels
                        ? List.of(ChannelSessionFactory.INSTANCE, DirectTcpipFactory.INSTANCE)
                        : List.of(DirectTcpipFactory.INSTANCE));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(asMinaReadsIt(hostKey)));
        PublicKey allowed = asMinaReadsIt(user).getPublic();
        server.setPublickeyAuthenticator(
                (name, key, session) -> name.equals("root") && KeyUtils.compareKeys(key, allowed));
        server.setCommandFactory((channel, line) -> new LocalCommand(preamble + line, processes));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.addSessionListener(new org.apache.sshd.common.session.SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.Authenticated) {
                    logins.incrementAndGet();
                }
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** How many sessions are open. */
    public int sessions() {
        return server.getActiveSessions().size();
    }

    public int logins() {
        return logins.get();
    }

    /** Every command from now on runs after this script, in the same shell, so that another machine can be played. */
    public void runFirst(String script) {
        preamble = script + "; ";
    }

    /** Breaks every session and listens no more. */
    void stop() throws IOException {
        server.stop(true);
    }

    @Override
    public void close() throws IOException {
        stop();
        processes.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    static KeyPair asMinaReadsIt(LabKeys keys) {
        try {
            return SecurityUtils.getKeyPairResourceParser()
                    .loadKeyPairs(null, () -> "keys", null, new StringReader(keys.privateKeyFile()))
                    .iterator()
                    .next();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicKey publicKeyAsMinaReadsIt(LabKeys keys) {
        try {
            return AuthorizedKeyEntry.parseAuthorizedKeyEntry(keys.publicKeyLine())
                    .resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One command, run as OpenSSH runs it. */
    private static final class LocalCommand implements Command {
        private final String line;
        private final Set<Process> processes;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (status, message, close) -> {};

        LocalCommand(String line, Set<Process> processes) {
            this.line = line;
            this.processes = processes;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", line);
            String mark = environment.getEnv().get(Leftovers.VARIABLE);
            if (mark != null) {
                builder.environment().put(Leftovers.VARIABLE, mark);
            }
            Process process = builder.start();
            processes.add(process);
            Background.threads().execute(() -> pump(in, process.getOutputStream(), true));
            Background.threads().execute(() -> pump(process.getErrorStream(), err, false));
            Background.threads().execute(() -> {
                pump(process.getInputStream(), out, false);
                exit.onExit(process.onExit().join().exitValue(), "", false);
            });
        }

        private static void pump(InputStream from, OutputStream to, boolean close) {
            byte[] chunk = new byte[8192];
            try {
                for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                    to.write(chunk, 0, n);
                    to.flush();
                }
                if (close) {
                    to.close();
                }
            } catch (IOException e) {
                // One end is gone: the other one is told by its own end of file.
            }
        }

        /** Nothing: OpenSSH lets a command run on when its channel is closed. */
        @Override
        public void destroy(ChannelSession channel) {}
    }
}
