package org.nestlab.internal.takedown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spoils journals. */
final class SpoiltLines {

    private SpoiltLines() {}

    /** Changes one letter in the middle of one line. */
    static void spoil(Path journal, int line) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(journal));
            StringBuilder spoilt = new StringBuilder(lines.get(line));
            int middle = spoilt.length() / 2;
            spoilt.setCharAt(middle, (char) (spoilt.charAt(middle) ^ 1));
            lines.set(line, spoilt.toString());
            Files.write(journal, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
