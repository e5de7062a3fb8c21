package org.nestlab.internal.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Level;

/** Reads a console as it comes, keeps its last lines, and finds the first fatal one, or the first of the worst. Thread-safe. */
public final class ConsoleWatch {

    private static final int KEPT = 40;

    /** A line that never ends is cut, so that no console can fill the memory. */
    private static final int LONGEST_LINE = 4_096;

    // ESC[0;1;31m , ESC[?2004h , ESC c
    private static final Pattern CONTROL =
            Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[a-zA-Z=>])|[\\x00-\\x08\\x0b-\\x1f]");

    private static final int NOTES_KEPT = 20;

    private final Signatures signatures;
    private final Level level;
    private final Consumer<FatalLine> callback;
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder current = new StringBuilder();
    private final List<FatalLine> notes = new ArrayList<>();
    private @Nullable FatalLine fatal;

    /**
     * Watches for these signatures.
     *
     * @param level whose console it is
     * @param callback gets the first fatal line, and any that tells of worse, on the console's thread
     */
    public ConsoleWatch(Signatures signatures, Level level, Consumer<FatalLine> callback) {
        this.signatures = signatures;
        this.level = level;
        this.callback = callback;
    }

    /**
     * The first fatal line since the start, or since {@link #forget()}; one that tells of worse, as a panic after a lockup, takes
     * its place and names it.
     */
    public synchronized Optional<FatalLine> fatal() {
        return Optional.ofNullable(fatal);
    }

    /** Lines that are known and kill nobody, oldest first, the first 20. */
    public synchronized List<FatalLine> notes() {
        return List.copyOf(notes);
    }

    /** The guest starts anew: what its console said before counts no longer. */
    public synchronized void forget() {
        fatal = null;
        current.setLength(0);
    }

    /** The last lines, oldest first, 40 at most; the one that has not ended yet is the last. */
    public synchronized List<String> lastLines() {
        Deque<String> all = new ArrayDeque<>(lines);
        String open = clean(current.toString());
        if (!open.isBlank()) {
            all.add(open);
        }
        return List.copyOf(all);
    }

    /** The next piece of the console, cut anywhere. */
    void read(String piece) {
        FatalLine found;
        synchronized (this) {
            FatalLine before = fatal;
            for (int i = 0; i < piece.length(); i++) {
                char c = piece.charAt(i);
                if (c == '\n' || current.length() >= LONGEST_LINE) {
                    endLine();
                }
                if (c != '\n') {
                    current.append(c);
                }
            }
            // A prompt has no line end: "(initramfs) "
            examine(clean(current.toString()));
            found = Objects.equals(fatal, before) ? null : fatal;
        }
        if (found != null) {
            callback.accept(found);
        }
    }

    private void endLine() {
        String line = clean(current.toString());
        current.setLength(0);
        if (line.isBlank()) {
            return;
        }
        examine(line);
        note(line);
        lines.add(line);
        if (lines.size() > KEPT) {
            lines.remove();
        }
    }

    private void examine(String line) {
        FatalLine before = fatal;
        if (before == null) {
            fatal = signatures
                    .fatalIn(line, level)
                    .map(signature -> new FatalLine(signature, line))
                    .orElse(null);
        } else {
            signatures
                    .fatalIn(line, level)
                    .filter(signature -> signature.outranks(before.signature()))
                    .ifPresent(worse ->
                            fatal = new FatalLine(worse, "%s (before it: %s)".formatted(line, before.line())));
        }
    }

    private void note(String line) {
        if (notes.size() < NOTES_KEPT) {
            signatures
                    .in(line, level)
                    .filter(signature -> !signature.isFatal())
                    .ifPresent(signature -> notes.add(new FatalLine(signature, line)));
        }
    }

    static String clean(String line) {
        return CONTROL.matcher(line).replaceAll("").stripTrailing();
    }
}
