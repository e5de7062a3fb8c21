package org.nestlab.internal.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.nestlab.internal.shell.Duplex;

/** A connected socket that reads and writes a duplex: SSHJ needs a socket, and the level above provides a channel. */
final class DuplexSocket extends Socket {

    private final Duplex wire;
    private final OutputStream output;
    private final int port;
    private volatile boolean closed;

    private DuplexSocket(Duplex wire, OutputStream output, int port) {
        this.wire = wire;
        this.output = output;
        this.port = port;
    }

    /**
     * Creates a factory whose sockets are already connected, so that SSHJ neither resolves a name nor connects.
     *
     * @param output where the socket's output goes, which passes it on to the output of {@code wire}
     */
    static SocketFactory factory(Duplex wire, OutputStream output, int port) {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return new DuplexSocket(wire, output, port);
            }

            @Override
            public Socket createSocket(String host, int toPort) {
                return createSocket();
            }

            @Override
            public Socket createSocket(String host, int toPort, InetAddress local, int localPort) {
                return createSocket();
            }

            @Override
            public Socket createSocket(InetAddress host, int toPort) {
                return createSocket();
            }

            @Override
            public Socket createSocket(InetAddress host, int toPort, InetAddress local, int localPort) {
                return createSocket();
            }
        };
    }

    @Override
    public InputStream getInputStream() {
        return wire.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Reads never time out, because a suspended guest may be silent for any time. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public synchronized void close() {
        closed = true;
        wire.close();
    }
}
