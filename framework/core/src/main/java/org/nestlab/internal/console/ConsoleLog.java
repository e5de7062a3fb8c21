package org.nestlab.internal.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/**
 * Copies the file to which a guest's serial console is written, on the level above, to a local file, from its first
 * byte on. If the stream breaks, for example because the level above is reset, copying continues where it stopped.
 */
public final class ConsoleLog implements AutoCloseable {

    /** The most that {@link #text()} returns, from the end. */
    private static final int TEXT_LIMIT = 1 << 20;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int CHUNK = 8 << 10;

    private Shell above;
    private final String remote;
    private final Path local;
    private final ConsoleWatch watch;
    private final ArrivalTimes times;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private long written;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Duplex stream;
    private long offset;
    private boolean moved;

    private ConsoleLog(Shell above, String remote, Path local, ConsoleWatch watch) {
        this.above = above;
        this.remote = remote;
        this.local = local;
        this.watch = watch;
        this.times = new ArrivalTimes(local);
    }

    /**
     * Follows a console until it is closed.
     *
     * @param above the machine that runs the guest
     * @param remote the console's file there; it need not exist yet
     * @param local where its copy goes; replaced if it exists
     */
    public static ConsoleLog follow(Shell above, String remote, Path local, ConsoleWatch watch) {
        try {
            Files.write(local, new byte[0]);
            Files.deleteIfExists(ArrivalTimes.fileOf(local));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConsoleLog log = new ConsoleLog(above, remote, local, watch);
        Background.threads().execute(log::follow);
        return log;
    }

    /** The local copy. */
    public Path file() {
        return local;
    }

    /** The first line that shows that the guest is dead. */
    public Optional<FatalLine> fatal() {
        return watch.fatal();
    }

    /** The last lines for a message, oldest first, 40 at most. */
    public List<String> lastLines() {
        return watch.lastLines();
    }

    /** Known lines that are not fatal: the first 20, and of one signature the first five. */
    public List<FatalLine> notes() {
        return watch.notes();
    }

    /** Forgets fatal lines, because the guest was reset. */
    public void forgetFatal() {
        watch.forget();
    }

    /** How many bytes of the remote file have been read. */
    public synchronized long offset() {
        return offset;
    }

    /**
     * Continues with another machine that runs the guest from now on. Its file has the same path and is read from its
     * first byte on.
     */
    public synchronized void moveTo(Shell newAbove) {
        above = newAbove;
        moved = true;
        if (stream != null) {
            stream.close();
        }
    }

    /** The whole text; the last MiB of a very long console. */
    public String text() {
        return textOf(local);
    }

    /** The same for a copy that is no longer followed. */
    public static String textOf(Path copy) {
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "r")) {
            long skipped = Math.max(0, file.length() - TEXT_LIMIT);
            byte[] bytes = new byte[(int) (file.length() - skipped)];
            file.seek(skipped);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return skipped == 0 ? text : "(%d bytes before this are in %s)%n".formatted(skipped, copy) + text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops following; the local file stays. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            if (stream != null) {
                stream.close();
            }
        }
    }

    private void follow() {
        try (OutputStream copy = Files.newOutputStream(local, StandardOpenOption.APPEND)) {
            do {
                try (Duplex from = open()) {
                    copy(from.input(), copy);
                } catch (GuestCommandException | IOException e) {
                    // The level above is away for now, or for good, which is its own console's news.
                }
            } while (!closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duplex open() {
        // A file that is shorter than what was read has been replaced: it is read from its start.
        Duplex opened = shellAbove()
                .open(Command.shell(("n=%d; s=$(stat -c %%s -- %s 2>/dev/null || echo $n); [ \"$s\" -ge $n ] || n=0;"
                                + " exec tail -c +$((n+1)) -F -- %s")
                        .formatted(offset, Command.quote(remote), Command.quote(remote))));
        synchronized (this) {
            stream = opened;
            if (closed.getCount() == 0 || moved) {
                opened.close();
            }
        }
        return opened;
    }

    private synchronized void read(int bytes) {
        offset += bytes;
    }

    private synchronized Shell shellAbove() {
        if (moved) {
            moved = false;
            offset = 0;
        }
        return above;
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        byte[] chunk = new byte[CHUNK];
        ByteBuffer undecoded = ByteBuffer.allocate(CHUNK + 4);
        CharBuffer text = CharBuffer.allocate(CHUNK + 4);
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            times.arrived(written);
            to.write(chunk, 0, n);
            to.flush();
            written += n;
            read(n);
            undecoded.put(chunk, 0, n).flip();
            decoder.decode(undecoded, text, false);
            undecoded.compact();
            watch.read(text.flip().toString());
            text.clear();
        }
    }
}
