package org.nestlab.internal.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Sends several packets in one write. SSHJ writes each packet by itself, and each write costs every machine on the path
 * a wake-up and a read, which take milliseconds on an emulated CPU. While the output is held, nothing is sent, so its
 * holder must not wait for a reply.
 */
final class HeldOutput extends OutputStream {

    private final OutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int holders;

    HeldOutput(OutputStream out) {
        this.out = out;
    }

    /** Something that writes several packets. */
    @FunctionalInterface
    interface Packets<T> {
        T write() throws IOException;
    }

    /** Runs the writes. What they and other threads write meanwhile is sent at the end, in order. */
    <T> T together(Packets<T> packets) throws IOException {
        synchronized (this) {
            holders++;
        }
        try {
            return packets.write();
        } finally {
            release();
        }
    }

    private synchronized void release() throws IOException {
        holders--;
        if (holders == 0 && held.size() > 0) {
            byte[] all = held.toByteArray();
            held.reset();
            out.write(all);
            out.flush();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        (holders > 0 ? held : out).write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        if (holders == 0) {
            out.flush();
        }
    }

    /** Does not take the lock, so that it can end a write that blocks. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
