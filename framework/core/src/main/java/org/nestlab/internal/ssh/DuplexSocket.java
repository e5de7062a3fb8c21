package org.nestlab.internal.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.nestlab.internal.shell.Duplex;

/** A connected socket whose bytes travel through a duplex: SSHJ wants a socket, a level above gives a channel. */
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
     * A factory whose socket is connected already, so that SSHJ looks up no name and connects nowhere.
     *
     * @param output what is written is written to, on its way to the wire's own
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

    /** No read ever times out: a suspended guest is silent for as long as it likes. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public synchronized void close() {
        closed = true;
        wire.close();
    }
}
