package org.nestlab.internal.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Level;

/**
 * Reads a console as it arrives, keeps its last lines, and finds the first fatal line, or the first of the worst kind.
 * Thread-safe.
 */
public final class ConsoleWatch {

    private static final int KEPT = 40;

    /** A line without an end is cut, so that no console can fill the memory. */
    private static final int LONGEST_LINE = 4_096;

    /** So much of a line that was cut is examined again with what follows, because words may be at the cut. */
    private static final int EXAMINED_AGAIN = 256;

    private static final int NOTES_KEPT = 20;

    /**
     * The most lines of one signature: a guest that uses an unknown register prints so at each boot on each CPU, and
     * that must not displace other lines.
     */
    private static final int NOTES_OF_ONE_KIND = 5;

    private final Signatures signatures;
    private final Level level;
    private final Consumer<FatalLine> callback;
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder current = new StringBuilder();
    private String cut = "";
    private final List<FatalLine> notes = new ArrayList<>();
    private @Nullable FatalLine fatal;

    /**
     * Watches for these signatures.
     *
     * @param level of the guest whose console this is
     * @param callback receives the first fatal line, and each line that shows something worse, on the console's thread
     */
    public ConsoleWatch(Signatures signatures, Level level, Consumer<FatalLine> callback) {
        this.signatures = signatures;
        this.level = level;
        this.callback = callback;
    }

    /**
     * The first fatal line since the start, or since {@link #forget()}. A line that shows something worse, for example
     * a panic after a lockup, replaces it and names it.
     */
    public synchronized Optional<FatalLine> fatal() {
        return Optional.ofNullable(fatal);
    }

    /** Known lines that are not fatal, oldest first: the first 20, and of one signature the first five. */
    public synchronized List<FatalLine> notes() {
        return List.copyOf(notes);
    }

    /** Forgets what the console printed so far, because the guest boots again. */
    public synchronized void forget() {
        fatal = null;
        current.setLength(0);
        cut = "";
    }

    /** The last lines, oldest first, 40 at most; the one that has not ended yet is the last. */
    public synchronized List<String> lastLines() {
        Deque<String> all = new ArrayDeque<>(lines);
        String open = LogLine.of(current.toString()).text();
        if (!open.isBlank()) {
            all.add(open);
        }
        return List.copyOf(all);
    }

    /**
     * Reads the next piece of the console, which may be cut at any place. A line ends with a line feed or a carriage
     * return; both together are one end.
     */
    void read(String piece) {
        FatalLine found;
        synchronized (this) {
            FatalLine before = fatal;
            int at = 0;
            while (at < piece.length()) {
                int room = Math.min(piece.length(), at + LONGEST_LINE - current.length());
                int end = at;
                while (end < room && !isEnd(piece.charAt(end))) {
                    end++;
                }
                current.append(piece, at, end);
                if (end < piece.length() && isEnd(piece.charAt(end))) {
                    endLine();
                    cut = "";
                    end++;
                } else if (current.length() >= LONGEST_LINE) {
                    String tail = current.substring(LONGEST_LINE - EXAMINED_AGAIN);
                    endLine();
                    cut = tail;
                }
                at = end;
            }
            // A prompt has no line end: "(initramfs) "
            examine(LogLine.of(cut + current));
            found = Objects.equals(fatal, before) ? null : fatal;
        }
        if (found != null) {
            callback.accept(found);
        }
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private void endLine() {
        LogLine line = LogLine.of(cut + current);
        String own =
                cut.isEmpty() ? line.text() : LogLine.of(current.toString()).text();
        current.setLength(0);
        if (own.isBlank()) {
            return;
        }
        examine(line);
        note(line);
        lines.add(own);
        if (lines.size() > KEPT) {
            lines.remove();
        }
    }

    private void examine(LogLine line) {
        FatalLine before = fatal;
        if (before == null) {
            fatal = signatures
                    .fatalIn(line, level)
                    .map(signature -> new FatalLine(signature, line.text()))
                    .orElse(null);
        } else {
            signatures
                    .fatalIn(line, level)
                    .filter(signature -> signature.outranks(before.signature()))
                    .ifPresent(worse ->
                            fatal = new FatalLine(worse, "%s (before it: %s)".formatted(line.text(), before.line())));
        }
    }

    private void note(LogLine line) {
        if (notes.size() < NOTES_KEPT) {
            signatures
                    .in(line, level)
                    .filter(signature ->
                            !signature.isFatal() && (cut.isEmpty() || !signature.isIn(LogLine.of(cut), level)))
                    .filter(signature -> count(signature) < NOTES_OF_ONE_KIND)
                    .ifPresent(signature -> notes.add(new FatalLine(signature, line.text())));
        }
    }

    private long count(Signature signature) {
        return notes.stream().filter(note -> note.signature().equals(signature)).count();
    }
}
