package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.BoundedOutput;

/**
 * One command. SSHJ's own channel needs a thread for each output, waits for replies that carry no information, and
 * waits again when it is closed, and a frozen guest never answers. This class collects the outputs on the session's
 * reader thread. It can be dropped at any time without waiting, and the session's other channels go on.
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

    private static final long AFTERMATH_SECONDS = 10;

    /** Guards the channel's state. Nobody holds it while writing, because a write to a frozen machine blocks. */
    private final Object gate = new Object();

    /**
     * Held while the command is requested and while the channel is closed, because a request for a closed channel ends
     * the session.
     */
    private final Object wire = new Object();

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final HeldOutput output;
    private final String mark;
    private final @Nullable BoundedOutput stdout;
    private final BoundedOutput stderr;
    private volatile boolean running;
    private boolean dropped;
    private volatile @Nullable Integer signal;

    /**
     * Creates a channel that is not open yet.
     *
     * @param output of the session
     * @param mark the value of {@link Leftovers#VARIABLE} in the command's environment, if the server accepts it
     * @param stdout where standard output is collected, or null to read it from the input stream
     */
    ExecChannel(
            Connection connection,
            HeldOutput output,
            String mark,
            @Nullable BoundedOutput stdout,
            BoundedOutput stderr) {
        super(connection, UTF_8);
        this.output = output;
        this.mark = mark;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * Opens the channel and requests the command. The returned event is set when the server replies.
     *
     * @param noInput whether the command's input ends at once
     */
    Event<ConnectionException> start(String line, boolean noInput) throws IOException {
        open();
        synchronized (wire) {
            synchronized (gate) {
                running = !dropped;
            }
            if (!running) {
                sendClose();
                throw new ConnectionException("dropped before it was opened");
            }
            return output.together(() -> request(line, noInput));
        }
    }

    private Event<ConnectionException> request(String line, boolean noInput) throws IOException {
        sendChannelRequest(
                "env",
                false,
                new Buffer.PlainBuffer().putString(Leftovers.VARIABLE).putString(mark));
        Event<ConnectionException> accepted =
                sendChannelRequest("exec", true, new Buffer.PlainBuffer().putString(line, UTF_8));
        if (noInput) {
            getOutputStream().close();
        }
        return accepted;
    }

    /** Completed when the command has ended and its outputs are complete, or the session is lost. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /**
     * The exit status; 128 plus the number of the signal that ended the command; empty if the other end did not report
     * it.
     */
    OptionalInt status() {
        Integer status = getExitStatus();
        Integer by = signal;
        if (status != null) {
            return OptionalInt.of(status);
        }
        return by != null ? OptionalInt.of(128 + by) : OptionalInt.empty();
    }

    /**
     * Releases the channel without writing to it. Whatever the other end still sends is ignored.
     *
     * @return whether the command was started and has not ended, so that it still runs until something kills it
     */
    boolean drop() {
        boolean leftRunning;
        synchronized (gate) {
            leftRunning = running && !dropped && !ended.isDone();
            dropped = true;
        }
        ended.complete(null);
        return leftRunning;
    }

    /** Notifies the other end, and the reader of the input stream here, that a dropped channel is closed. May block. */
    void hangUp() {
        eofInputStreams();
        synchronized (wire) {
            if (running) {
                try {
                    sendClose();
                } catch (TransportException e) {
                    // The session is lost, and the command with it.
                }
            }
        }
    }

    /** The value of {@link Leftovers#VARIABLE} in the command's environment. */
    String mark() {
        return mark;
    }

    @Override
    public void close() {
        drop();
        hangUp();
    }

    @Override
    protected void finishOff() {
        boolean flooded;
        synchronized (gate) {
            flooded = dropped;
        }
        if (flooded) {
            // A server may still send output of a dropped command. SSHJ ends the session if data arrive for a channel
            // that it no longer knows.
            CompletableFuture.delayedExecutor(AFTERMATH_SECONDS, TimeUnit.SECONDS, Background.threads())
                    .execute(super::finishOff);
        } else {
            super.finishOff();
        }
        if (openEvent.isSet()) { // otherwise it was never opened, and start() reports why
            ended.complete(null);
        }
    }

    @Override
    public void notifyError(SSHException error) {
        if (ended != null) { // SSHJ may report a lost session to a channel before its constructor has ended
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
                return;
            }
            collect(stdout, packet);
        }
        widen();
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        synchronized (gate) {
            if (dropped) {
                return;
            }
            packet.rpos(packet.rpos() + Integer.BYTES);
            collect(stderr, packet);
        }
        widen();
    }

    /** SSHJ would close the channel on this request, although output may still arrive. */
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
    }

    /** Allows the other end to send more if it has used most of its window. */
    private void widen() throws TransportException {
        long adjustment = lwin.neededAdjustment();
        if (adjustment > 0) {
            trans.write(new SSHPacket(Message.CHANNEL_WINDOW_ADJUST)
                    .putUInt32FromInt(getRecipient())
                    .putUInt32(adjustment));
            lwin.expand(adjustment);
        }
    }
}
