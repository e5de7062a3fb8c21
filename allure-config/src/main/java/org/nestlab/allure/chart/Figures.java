package org.nestlab.allure.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, dates and long names for a picture. */
final class Figures {

    /** A generous mean width of a letter; no font is available here. */
    private static final double LETTER = 6.9;

    private static final DateTimeFormatter DAY = utc("d MMM");
    private static final DateTimeFormatter MONTH = utc("MMM yyyy");
    private static final DateTimeFormatter DATE = utc("d MMM yyyy");
    private static final DateTimeFormatter TIME = utc("HH:mm");
    private static final DateTimeFormatter MOMENT = utc("d MMM yyyy HH:mm 'UTC'");

    private Figures() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** {@code 9 Nov}. */
    static String day(Instant at) {
        return DAY.format(at);
    }

    /** {@code Nov 2026}. */
    static String month(Instant at) {
        return MONTH.format(at);
    }

    /** {@code 9 Nov 2026}. */
    static String date(Instant at) {
        return DATE.format(at);
    }

    /** {@code 20:15}. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@code 9 Nov 2026 20:15 UTC}. */
    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /**
     * A mark on an axis: {@code 0.45}, {@code 20}, {@code 1,500}, {@code 20k}, {@code 2.5M}, {@code 240µ}; without
     * meaningless digits.
     */
    static String tick(double value) {
        double size = Math.abs(value);
        if (size >= 1e15 || (size > 0 && size < 1e-6)) {
            return String.format(Locale.ROOT, "%.0e", value);
        }
        if (size > 0 && size < 1e-3) {
            return plain(value * 1e6) + "µ";
        }
        if (size >= 1e9) {
            return plain(value / 1e9) + "G";
        }
        if (size >= 1e6) {
            return plain(value / 1e6) + "M";
        }
        return size >= 1e4 ? plain(value / 1e3) + "k" : size >= 1e3 ? group(value) : plain(value);
    }

    private static String group(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String plain(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** A ratio of one pair, to three digits: {@code 0.475}, {@code 0.00213}. */
    static String ratio(double ratio) {
        return ratio >= 1e6 || ratio < 1e-4
                ? String.format(Locale.ROOT, "%.2e", ratio)
                : new BigDecimal(ratio).round(new MathContext(3)).toPlainString();
    }

    /** Evidence from its logarithm: {@code 0.02}, {@code 23.1}, {@code 1e12}. */
    static String evidence(double ln) {
        double e = Math.exp(ln);
        if (!(e >= 1e-3 && e < 1e6)) {
            return "1e%d".formatted((long) Math.floor(ln / Math.log(10)));
        }
        if (e >= 1e3) {
            return group(e);
        }
        BigDecimal rounded = new BigDecimal(e).setScale(e >= 100 ? 0 : e >= 1 ? 1 : 3, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** The text, or as much of it as fits. */
    static String cut(String text, double room) {
        int letters = (int) Math.max(2, room / LETTER);
        return text.codePointCount(0, text.length()) <= letters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, letters - 1)).stripTrailing() + "…";
    }

    /** The text in lines of at most the given width; what does not fit in the last line is cut off. */
    static List<String> wrap(String text, double room, int lines) {
        int letters = (int) Math.max(8, room / LETTER);
        List<String> wrapped = new ArrayList<>();
        String rest = text.strip();
        while (wrapped.size() + 1 < lines && rest.length() > letters) {
            int space = rest.lastIndexOf(' ', letters);
            if (space <= 0) {
                break;
            }
            wrapped.add(rest.substring(0, space));
            rest = rest.substring(space + 1).strip();
        }
        wrapped.add(cut(rest, room));
        return wrapped;
    }

    /** The text in as many lines as it takes, broken at blanks, or within a word that is wider than a line. */
    static List<String> broken(String text, double room) {
        int letters = (int) Math.max(8, room / LETTER);
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.codePointCount(0, rest.length()) > letters) {
            int end = rest.offsetByCodePoints(0, letters);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        lines.add(rest);
        return lines;
    }

    /** The maximum width of a text. */
    static double width(String text) {
        return text.codePointCount(0, text.length()) * LETTER;
    }

    /** {@code 1 run}, {@code 30 runs}. */
    static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
