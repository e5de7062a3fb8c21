package org.nestlab.internal.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/**
 * The arguments that make {@code sh} run a line. A JVM encodes arguments in the encoding of its locale, and replaces
 * what that encoding lacks by {@code ?}. In the locale POSIX, which cron and containers use, these are all letters
 * outside ASCII.
 */
final class ShellWords {

    /** Decodes the escapes of its argument and runs it; the line keeps the standard input. */
    private static final String UNESCAPE = "eval \"$(printf %b \"$1\")\"";

    private ShellWords() {}

    /** The encoding of the arguments that this JVM passes to programs. */
    static Charset ofThisJvm() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", UTF_8.name()));
    }

    /**
     * The arguments, in characters that the encoding has.
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
