package org.nestlab.allure.report;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text on its way into a page. Consoles and messages are written by strangers: everything goes through here. */
final class Html {

    /** {@code ESC [ 0;32m}, {@code ESC ] 0;title BEL}: colours, cursor moves and titles. */
    private static final Pattern TERMINAL =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-_])");

    private Html() {}

    /** The text as HTML or SVG, fit for content and for attributes in either quotes. */
    static String escape(String text) {
        String plain = TERMINAL.matcher(text).replaceAll("");
        StringBuilder html = new StringBuilder(plain.length() + 16);
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\n', '\t' -> html.append((char) c);
                case '\r' -> {}
                default -> html.appendCodePoint(isPrintable(c) ? c : 0xFFFD);
            }
        });
        return html.toString();
    }

    /** Neither a control, a lone half of a pair, nor one of those that turn the text around them. */
    private static boolean isPrintable(int c) {
        boolean isTurning = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !Character.isISOControl(c) && !(c >= 0xD800 && c <= 0xDFFF) && !isTurning;
    }

    /** {@code 350 ms}, {@code 12.3 s}, {@code 2 min 05 s}. */
    static String duration(Duration duration) {
        long ms = duration.toMillis();
        if (ms < 1_000) {
            return ms + " ms";
        }
        if (ms < 99_950) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
        }
        long seconds = Math.round(ms / 1000.0);
        return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
}
