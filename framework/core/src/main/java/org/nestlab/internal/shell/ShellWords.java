package org.nestlab.internal.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/**
 * The words that have {@code sh} run a line. A JVM hands words to a program in the encoding of its locale, and replaces
 * what that cannot encode by {@code ?}: in the locale POSIX, which cron and containers have, all letters beyond ASCII.
 */
final class ShellWords {

    /** Runs its argument after it has replaced the escapes; standard input stays that of the line. */
    private static final String UNESCAPE = "eval \"$(printf %b \"$1\")\"";

    private ShellWords() {}

    /** The encoding in which this JVM hands words on. */
    static Charset ofThisJvm() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", UTF_8.name()));
    }

    /**
     * The words, which the encoding can encode.
     *
     * @param encoding of the JVM that starts the program
     */
    static List<String> of(String line, Charset encoding) {
        return encoding.newEncoder().canEncode(line)
                ? List.of("sh", "-c", line)
                : List.of("sh", "-c", UNESCAPE, "sh", escaped(line));
    }

    private static String escaped(String line) {
        StringBuilder ascii = new StringBuilder();
        for (byte each : line.getBytes(UTF_8)) {
            if (each == '\\') {
                ascii.append("\\\\");
            } else if (each < 0) {
                ascii.append(String.format(Locale.ROOT, "\\0%03o", each & 0xff));
            } else {
                ascii.append((char) each);
            }
        }
        return ascii.toString();
    }
}
