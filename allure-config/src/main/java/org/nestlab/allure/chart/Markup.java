package org.nestlab.allure.chart;

import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Text for HTML or SVG. Names and messages may contain anything, so all text is escaped here. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Markup {

    /** {@code ESC [ 0;32m}, {@code ESC ] 0;title BEL}: colours, cursor moves and titles. */
    private static final Pattern TERMINAL =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-_])");

    private Markup() {}

    /** The text as HTML or XML, fit for content and for attributes in either quotes. */
    public static String escape(String text) {
        return isPlain(text) ? text : escaped(text);
    }

    /** Most of a page is ASCII with nothing to escape. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
            if (!isLetter && c != '\n' && c != '\t') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        String plain =
                text.indexOf('\u001B') < 0 ? text : TERMINAL.matcher(text).replaceAll("");
        StringBuilder html = new StringBuilder(plain.length() + 16);
        int c;
        for (int i = 0; i < plain.length(); i += Character.charCount(c)) {
            c = plain.codePointAt(i);
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
        }
        return html.toString();
    }

    /**
     * Neither a control character, an unpaired surrogate, one that changes the direction of text, nor one that XML 1.0
     * excludes.
     */
    private static boolean isPrintable(int c) {
        boolean isTurning = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean isNoCharacter = c == 0xFFFE || c == 0xFFFF;
        return !Character.isISOControl(c) && !(c >= 0xD800 && c <= 0xDFFF) && !isTurning && !isNoCharacter;
    }
}
