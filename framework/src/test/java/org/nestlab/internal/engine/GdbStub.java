package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

/**
 * QEMU's debugging stub, spoken to in gdb's remote protocol (Debugging with GDB, appendix E). The guest stands still
 * from the connection until {@link #close()}.
 */
final class GdbStub implements AutoCloseable {

    /** The number that gdb's description of x86-64 gives RIP. */
    private static final String RIP = "10";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;

    private GdbStub(Socket socket) {
        this.socket = socket;
    }

    /** @param port on this host, as given to QEMU's {@code gdbserver} */
    static GdbStub connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return new GdbStub(socket);
    }

    /** What follows is about this CPU, from 0. */
    void choose(int cpu) throws IOException {
        expectOk("Hg%x".formatted(cpu + 1));
    }

    /** @param address as the CPU's page tables have it; pages that the guest may only read are written too */
    void write(long address, byte... bytes) throws IOException {
        expectOk("M%x,%x:%s".formatted(address, bytes.length, HexFormat.of().formatHex(bytes)));
    }

    void jump(long address) throws IOException {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(address)
                .array();
        expectOk("P%s=%s".formatted(RIP, HexFormat.of().formatHex(bytes)));
    }

    private void expectOk(String packet) throws IOException {
        String answer = ask(packet);
        if (!answer.equals("OK")) {
            throw new IOException("QEMU answered `%s` with `%s`; expected OK".formatted(packet, answer));
        }
    }

    /** A packet is {@code $text#sum}, and is acknowledged with a plus. */
    private String ask(String packet) throws IOException {
        int sum = packet.chars().sum() & 0xff;
        socket.getOutputStream().write("$%s#%02x".formatted(packet, sum).getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        for (int c = next(in); c != '$'; ) {
            c = next(in);
        }
        for (int c = next(in); c != '#'; c = next(in)) {
            answer.append((char) c);
        }
        in.readNBytes(2);
        socket.getOutputStream().write('+');
        return answer.toString();
    }

    private static int next(InputStream in) throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new IOException("QEMU closed the connection of its debugging stub");
        }
        return c;
    }

    /** Lets the guest go on. */
    @Override
    public void close() throws IOException {
        try (socket) {
            expectOk("D");
        }
    }
}
