package org.nestlab.internal.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Sends several packets as one piece. SSHJ writes each packet by itself, and each piece costs every machine on the way,
 * and the one at its end, a wake-up and a read: on an emulated CPU that is milliseconds. Whoever holds the output must
 * not wait for an answer meanwhile: it would answer something that was not sent.
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

    /** Whatever is written meanwhile, by other threads too, goes out at the end, in order. */
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

    /** Without the lock: it ends a write that blocks. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
