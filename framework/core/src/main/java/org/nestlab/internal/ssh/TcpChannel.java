package org.nestlab.internal.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;

/** A TCP connection made by the machine at the other end (RFC 4254, 7.2), which closes without waiting for anyone. */
final class TcpChannel extends DirectConnection {

    private final Object gate = new Object();
    private boolean opened;
    private boolean dropped;

    TcpChannel(Connection connection, String host, int port) {
        super(connection, host, port);
    }

    /** Opens the channel; if it was dropped meanwhile, only to close it. */
    Duplex start() throws IOException {
        open();
        boolean late;
        synchronized (gate) {
            opened = true;
            late = dropped;
        }
        if (late) {
            sendClose();
        }
        return new Streams();
    }

    /** Releases the channel without waiting; data that the other end still sends is ignored. */
    void drop() {
        boolean tell;
        synchronized (gate) {
            tell = opened && !dropped;
            dropped = true;
        }
        Background.threads().execute(() -> hangUp(tell));
    }

    private void hangUp(boolean tell) {
        eofInputStreams();
        try {
            if (tell) {
                sendClose();
            }
        } catch (TransportException e) {
            // The session is lost, and the connection with it.
        }
    }

    @Override
    public void close() {
        drop();
    }

    /** Data for a stream that was closed on this side would end the whole session: it is ignored instead. */
    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        synchronized (gate) {
            if (!dropped) {
                super.receiveInto(stream, packet);
            }
        }
    }

    private final class Streams implements Duplex {
        @Override
        public InputStream input() {
            return new ChannelInput(getInputStream());
        }

        @Override
        public OutputStream output() {
            return getOutputStream();
        }

        @Override
        public void close() {
            drop();
        }
    }
}
