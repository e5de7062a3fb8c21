package org.nestlab.internal.image;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Reads a stream that has no timeout of its own: if no data arrives for a while, the stream is closed and reading it
 * fails.
 */
final class StallWatch implements AutoCloseable {

    private final InputStream stream;
    private final Duration patience;
    private final Executor later;
    private volatile long lastByte = System.nanoTime();
    private volatile boolean stalled;
    private volatile boolean closed;

    /** @param patience the longest that two pieces may be apart */
    StallWatch(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience;
        this.later = CompletableFuture.delayedExecutor(Math.max(1, patience.toMillis() / 4), TimeUnit.MILLISECONDS);
        later.execute(this::look);
    }

    /**
     * The next bytes.
     *
     * @return how many, less than 0 at the end
     * @throws IOException if nothing came for as long as the patience lasts, too
     */
    int read(byte[] into) throws IOException {
        try {
            int n = stream.read(into);
            if (!stalled) {
                lastByte = System.nanoTime();
                return n;
            }
        } catch (IOException e) {
            if (!stalled) {
                throw e;
            }
        }
        throw new IOException("nothing came for %d s".formatted(patience.toSeconds()));
    }

    private void look() {
        if (closed) {
            return;
        }
        if (System.nanoTime() - lastByte > patience.toNanos()) {
            stalled = true;
            closeStream();
        } else {
            later.execute(this::look);
        }
    }

    private void closeStream() {
        try {
            stream.close();
        } catch (IOException e) {
            // The reader gets an exception that says that it stalled.
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
