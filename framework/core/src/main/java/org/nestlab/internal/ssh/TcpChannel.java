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

/** A TCP connection that the machine at the other end makes (RFC 4254, 7.2). It closes without waiting. */
final class TcpChannel extends DirectConnection {

    private final Object gate = new Object();
    private boolean opened;
    private boolean dropped;

    TcpChannel(Connection connection, String host, int port) {
        super(connection, host, port);
    }

    /** Opens the channel, and closes it again if it was dropped meanwhile. */
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

    /** Ignores data for a stream that was closed on this side, because SSHJ would end the whole session. */
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
