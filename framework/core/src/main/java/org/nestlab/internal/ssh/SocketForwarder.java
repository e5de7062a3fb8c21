package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nestlab.LabException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.LocalFiles;
import org.nestlab.machine.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local unix socket that forwards each connection to the other machine through its own duplex. Through it, libvirt
 * connects to the next level, by {@code qemu+unix:///system?socket=…}.
 */
public final class SocketForwarder implements AutoCloseable {

    /** {@code sun_path} has 108 bytes on Linux, including the final NUL; some are left for suffixes. */
    private static final int LONGEST_PATH = 100;

    private static final int CHUNK = 64 << 10;
    private static final Logger LOG = LoggerFactory.getLogger(SocketForwarder.class);

    private final Path socket;
    private final ServerSocketChannel server;
    private final Supplier<Duplex> otherEnd;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private SocketForwarder(Path socket, ServerSocketChannel server, Supplier<Duplex> otherEnd) {
        this.socket = socket;
        this.server = server;
        this.otherEnd = otherEnd;
    }

    /**
     * The command that speaks libvirt's protocol on its standard streams: {@code virt-ssh-helper} where it is
     * installed, otherwise {@code nc} on the system daemon's socket.
     *
     * @param uri of the libvirt there, for example {@code qemu:///system}
     */
    public static Command toLibvirt(String uri) {
        return Command.shell(("if command -v virt-ssh-helper >/dev/null; then exec virt-ssh-helper %s;"
                        + " else exec nc -U /run/libvirt/libvirt-sock; fi")
                .formatted(Command.quote(uri)));
    }

    /**
     * Serves the socket until it is closed.
     *
     * @param socket its path, shorter than 100 bytes; its folder is created if necessary, with mode 0700
     * @param otherEnd opens the other end, once for each connection; an exception ends that connection
     */
    public static SocketForwarder serve(Path socket, Supplier<Duplex> otherEnd) {
        Path path = socket.toAbsolutePath();
        if (path.toString().getBytes(UTF_8).length >= LONGEST_PATH) {
            throw new ProvisioningException(
                    "the unix socket's path has %d bytes, and may have %d: choose a shorter folder than %s"
                            .formatted(path.toString().getBytes(UTF_8).length, LONGEST_PATH - 1, path.getParent()));
        }
        try {
            Path folder = path.getParent();
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(LocalFiles.permissions(0700)));
            Files.setPosixFilePermissions(folder, LocalFiles.permissions(0700));
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(path));
            } catch (IOException e) {
                server.close();
                throw e;
            }
            SocketForwarder forwarder = new SocketForwarder(path, server, otherEnd);
            Background.threads().execute(forwarder::accept);
            return forwarder;
        } catch (IOException e) {
            throw new ProvisioningException(
                    "cannot serve the unix socket %s: %s".formatted(path, CommandFailures.reason(e)), e);
        }
    }

    /** The socket's absolute path. */
    public Path socket() {
        return socket;
    }

    /** Stops serving, ends every connection and removes the socket. */
    @Override
    public void close() {
        closed = true;
        end(server);
        open.forEach(this::end);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("the unix socket {} stays behind: {}", socket, e.toString());
        }
    }

    private void accept() {
        while (!closed) {
            try {
                SocketChannel near = server.accept();
                open.add(near);
                Background.threads().execute(() -> carry(near));
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("the unix socket {} is served no longer: {}", socket, e.toString());
                }
                return;
            }
        }
    }

    private void carry(SocketChannel near) {
        try {
            Duplex far = otherEnd.get();
            open.add(far);
            if (closed) {
                end(far);
                end(near);
                return;
            }
            Background.threads().execute(() -> send(near, far));
            receive(far, near);
        } catch (LabException e) {
            LOG.warn("no connection from {}: {}", socket, e.getMessage());
            end(near);
        }
    }

    /** Copies from near to far until near's input ends. It closes far's input only, because far may still send. */
    private void send(SocketChannel near, Duplex far) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try (OutputStream out = far.output()) {
            while (near.read(chunk) >= 0) {
                out.write(chunk.array(), 0, chunk.position());
                out.flush();
                chunk.clear();
            }
        } catch (IOException e) {
            end(far);
            end(near);
        }
    }

    /** Copies from far to near. The end of far's output ends the connection. */
    private void receive(Duplex far, SocketChannel near) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = far.input();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, n);
                while (bytes.hasRemaining()) {
                    near.write(bytes);
                }
            }
        } catch (IOException e) {
            LOG.debug("a connection from {} was cut: {}", socket, e.toString());
        } finally {
            end(far);
            end(near);
        }
    }

    private void end(AutoCloseable side) {
        open.remove(side);
        try {
            side.close();
        } catch (Exception e) {
            LOG.debug("closing a side of {}: {}", socket, e.toString());
        }
    }
}
