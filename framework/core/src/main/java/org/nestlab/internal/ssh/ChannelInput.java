package org.nestlab.internal.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A channel's input that returns at once from a read of zero bytes. SSHJ's own waits for a byte there, and
 * {@code readNBytes} makes such reads.
 */
final class ChannelInput extends FilterInputStream {

    ChannelInput(InputStream channel) {
        super(channel);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : super.read(bytes, offset, length);
    }

    /**
     * Does nothing: a channel is closed as a whole. SSHJ ends the session if data arrive for a stream that was closed
     * alone.
     */
    @Override
    public void close() {}
}
