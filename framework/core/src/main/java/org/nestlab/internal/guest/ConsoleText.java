package org.nestlab.internal.guest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.nestlab.internal.console.LogLine;

/**
 * The copy of a guest's console on this machine. It is read in pieces, because a console may be longer than a Java
 * array, or than the memory.
 *
 * @param file the copy, which may grow
 * @param piece how many bytes are read at once; a piece ends at the end of a line, unless the line is longer
 */
record ConsoleText(Path file, int piece) {

    private static final int PIECE = 16 << 20;

    ConsoleText(Path file) {
        this(file, PIECE);
    }

    /** The number of bytes. */
    long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether the bytes from {@code from} to {@code to} have the words on one line. */
    boolean contains(String words, long from, long to) {
        return anyPiece(
                from,
                to,
                text -> text.contains(words)
                        || text.lines().anyMatch(line -> LogLine.of(line).text().contains(words)));
    }

    /** How many boots the console shows from a byte on. */
    long boots(long from) {
        BootLines lines = new BootLines();
        anyPiece(from, size(), text -> {
            lines.add(text);
            return false;
        });
        return lines.boots();
    }

    /** The text from a byte on; if it is longer than a piece, only its last piece. */
    String last(long from) {
        long to = size();
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            return new String(read(open, Math.max(from, to - piece), to), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean anyPiece(long from, long to, Predicate<String> condition) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long next = from;
            while (next < to) {
                byte[] bytes = read(open, next, Math.min(to, next + piece));
                int length = next + bytes.length < to ? wholeLines(bytes) : bytes.length;
                if (condition.test(new String(bytes, 0, length, StandardCharsets.UTF_8))) {
                    return true;
                }
                next += length;
            }
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** At most {@link #piece} bytes. */
    private static byte[] read(RandomAccessFile open, long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(Math.max(0, to - from))];
        open.seek(from);
        open.readFully(bytes);
        return bytes;
    }

    private static int wholeLines(byte[] bytes) {
        for (int length = bytes.length; length > 0; length--) {
            if (BootLines.isEnd((char) bytes[length - 1])) {
                return length;
            }
        }
        return bytes.length;
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException(file + " cannot be read", e);
    }
}
