package org.nestlab.internal.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables as RFC 4180 has them, but for the ends of lines, which are line feeds alone. */
public final class Csv {

    private static final Pattern PLAIN = Pattern.compile("[^,\"\r\n]*+");

    private Csv() {}

    /** One line with its end; fields are quoted where they have to be. */
    public static String row(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(String field) {
        return PLAIN.matcher(field).matches() ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
