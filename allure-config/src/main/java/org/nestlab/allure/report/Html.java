package org.nestlab.allure.report;

import java.time.Duration;
import java.util.Locale;
import org.nestlab.allure.chart.Markup;

/** Text for a page. Consoles and messages may contain anything, so all text is escaped here. */
final class Html {

    private Html() {}

    /** The text as HTML or SVG, fit for content and for attributes in either quotes. */
    static String escape(String text) {
        return Markup.escape(text);
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
