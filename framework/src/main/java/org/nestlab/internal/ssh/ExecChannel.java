package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.shell.BoundedOutput;

/**
 * One command. SSHJ's own channel wants a thread for each output, waits for answers that say nothing new, and waits
 * again when it is closed, which a frozen guest never answers. This one collects the outputs on the session's reader
 * thread, and can be dropped at any time without waiting and without harm to the session's other channels.
 */
final class ExecChannel extends SessionChannel {

    /** Signals by SSH's names (RFC 4254, 6.10) and Linux's numbers. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11),
            Map.entry("USR2", 12),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private final Object gate = new Object();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final @Nullable BoundedOutput stdout;
    private final BoundedOutput stderr;
    private boolean running;
    private boolean dropped;
    private boolean closeSent;
    private volatile @Nullable Integer signal;

    /** A channel that is not open yet; with {@code stdout} null, standard output is read from the input stream. */
    ExecChannel(Connection connection, @Nullable BoundedOutput stdout, BoundedOutput stderr) {
        super(connection, UTF_8);
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** Opens the channel and requests the command; the answer to the request comes later, by the returned event. */
    Event<ConnectionException> start(String line) throws IOException {
        open();
        synchronized (gate) {
            if (dropped) {
                sendClose();
                throw new ConnectionException("dropped before it was opened");
            }
            running = true;
            return sendChannelRequest("exec", true, new Buffer.PlainBuffer().putString(line, UTF_8));
        }
    }

    /** Completed when the command has ended and its outputs are complete, or the session is lost. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** The exit status, 128 + the number of the signal that ended the command, or empty if it was not told. */
    OptionalInt status() {
        Integer status = getExitStatus();
        Integer by = signal;
        if (status != null) {
            return OptionalInt.of(status);
        }
        return by != null ? OptionalInt.of(128 + by) : OptionalInt.empty();
    }

    /** Kills the command if it still runs and lets go of the channel; whatever the other end still sends is ignored. */
    void drop() {
        synchronized (gate) {
            if (dropped) {
                return;
            }
            dropped = true;
            if (running) {
                try {
                    // A signal after our close would name a channel that the server no longer knows: it would hang up.
                    if (!closeSent) {
                        signal(Signal.KILL);
                    }
                    sendClose();
                } catch (TransportException e) {
                    // The session is lost, and the command with it.
                }
            }
            eofInputStreams();
        }
        ended.complete(null);
    }

    @Override
    public void close() {
        drop();
    }

    @Override
    protected void sendClose() throws TransportException {
        synchronized (gate) {
            closeSent = true;
            super.sendClose();
        }
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        ended.complete(null);
    }

    @Override
    public void notifyError(SSHException error) {
        if (ended != null) { // SSHJ knows a channel, and tells it of a lost session, before its constructor is done
            ended.completeExceptionally(error);
        }
        super.notifyError(error);
    }

    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        synchronized (gate) {
            if (dropped) {
                return;
            }
            if (stdout == null) {
                super.receiveInto(stream, packet);
            } else {
                collect(stdout, packet);
            }
        }
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        synchronized (gate) {
            if (!dropped) {
                packet.rpos(packet.rpos() + Integer.BYTES);
                collect(stderr, packet);
            }
        }
    }

    /** SSHJ closes the channel on this request, although output may still be on its way. */
    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        if (!request.equals("exit-signal")) {
            super.handleRequest(request, packet);
            return;
        }
        try {
            signal = SIGNALS.getOrDefault(packet.readString(), 0);
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }

    private void collect(BoundedOutput output, SSHPacket packet) throws SSHException {
        int length;
        try {
            length = packet.readUInt32AsInt();
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
        if (length < 0 || length > packet.available()) {
            throw new ConnectionException("a packet of " + packet.available() + " bytes says it has " + length);
        }
        output.write(packet.array(), packet.rpos(), length);
        lwin.consume(length);
        long adjustment = lwin.neededAdjustment();
        if (adjustment > 0) {
            trans.write(new SSHPacket(Message.CHANNEL_WINDOW_ADJUST)
                    .putUInt32FromInt(getRecipient())
                    .putUInt32(adjustment));
            lwin.expand(adjustment);
        }
    }
}
