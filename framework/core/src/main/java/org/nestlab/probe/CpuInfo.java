package org.nestlab.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The first processor of {@code /proc/cpuinfo}: lines like {@code model name	: AMD EPYC Processor}. */
record CpuInfo(Map<String, String> fields) {

    /** Prints the first processor only: on a big machine the whole file is megabytes of the same. */
    static final String SCRIPT = "sed '/^$/q' /proc/cpuinfo";

    CpuInfo {
        fields = Map.copyOf(fields);
    }

    static CpuInfo parse(String output) {
        Map<String, String> fields = new HashMap<>();
        for (String line : output.lines().toList()) {
            if (line.isBlank() && !fields.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new CpuInfo(fields);
    }

    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    /** The words of a field: {@code flags}, or {@code vmx flags}, which kernels before 5.6 do not have. */
    Set<String> words(String field) {
        // Not Set.of(…), which refuses a word that stands twice.
        return Pattern.compile("\\s+")
                .splitAsStream(text(field))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
