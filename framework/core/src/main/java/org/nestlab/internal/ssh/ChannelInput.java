package org.nestlab.internal.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A channel's input that answers a read of no bytes at once: SSHJ's waits for one, and {@code readNBytes} asks so. */
final class ChannelInput extends FilterInputStream {

    ChannelInput(InputStream channel) {
        super(channel);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : super.read(bytes, offset, length);
    }

    /** Nothing: a channel is closed as a whole. SSHJ ends the session over data for a stream that was closed alone. */
    @Override
    public void close() {}
}
