package org.nestlab.internal.exact.cost;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A line of the measuring program, whose README describes the format:
 *
 * <pre>nestlab-exits 1 exit level=L2 kind=cpuid samples=200 first=3002 min=3002 … seen=160 #9689c7ed</pre>
 *
 * @param word its subject, for example {@code exit}
 * @param values by key
 */
record ProbeLine(String word, Map<String, String> values) {

    /** Any line that this program printed, whole or not. */
    static final String NAME = "nestlab-exits ";

    private static final String PREFIX = NAME + "1 ";
    private static final int CRC_DIGITS = 8;
    // a line has some 200 characters, and 2,000 at most
    private static final int MOST_CHARACTERS = 4096;

    ProbeLine {
        values = Map.copyOf(values);
    }

    /** The line; empty if it did not arrive whole. Text that a kernel printed before it in the same line is ignored. */
    static Optional<ProbeLine> parse(String line) {
        int start = line.length() > MOST_CHARACTERS ? -1 : line.lastIndexOf(PREFIX);
        int mark = line.lastIndexOf(" #");
        if (start < 0
                || mark < start
                || !isSum(line.substring(start, mark), line.substring(mark + 2).stripTrailing())) {
            return Optional.empty();
        }
        String[] words = line.substring(start + PREFIX.length(), mark).split(" ", -1);
        Map<String, String> values = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals > 0) {
                values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
        return Optional.of(new ProbeLine(words[0], values));
    }

    private static boolean isSum(String text, String digits) {
        if (digits.length() != CRC_DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.fromHexDigitsToLong(digits) == crc.getValue();
    }

    /** A value; empty if the line has none under that key. */
    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** A value that is a whole number. */
    OptionalLong number(String key) {
        try {
            return OptionalLong.of(Long.parseLong(value(key)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
