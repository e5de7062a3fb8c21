package org.nestlab.internal.console;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.nestlab.LabConfigurationException;

/** Reads a table of signatures: blocks of {@code key: value} lines, as signatures.txt explains at its head. */
final class SignatureParser {

    private static final String SIGNATURE = "signature";
    private static final String LEVELS = "levels";
    private static final String EFFECT = "effect";
    private static final String PATTERN = "pattern";
    private static final String MEANING = "meaning";
    private static final String LINK = "link";
    /** For maintainers of a table; it is not evaluated. */
    private static final String PRINTED_BY = "printed-by";

    private static final Set<String> KEYS = Set.of(SIGNATURE, LEVELS, EFFECT, PRINTED_BY, PATTERN, MEANING, LINK);
    private static final Set<String> REPEATED = Set.of(PRINTED_BY, PATTERN);
    private static final int LONGEST_PATTERN = 1_000;

    private final String source;

    /** @param source how messages call the table */
    SignatureParser(String source) {
        this.source = source;
    }

    /** A value, and the number of its line. */
    private record Value(int line, String text) {}

    /** @throws LabConfigurationException naming the line, what stands there and what was wanted */
    List<Signature> parse(String text) {
        Map<String, Integer> names = new LinkedHashMap<>();
        List<Signature> found = new ArrayList<>();
        Map<String, List<Value>> block = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.add("");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("#")) {
                continue;
            }
            if (!line.isEmpty()) {
                add(block, i + 1, lines.get(i));
            } else if (!block.isEmpty()) {
                int start = block.values().iterator().next().get(0).line();
                Signature signature = signature(block, start);
                Integer before = names.putIfAbsent(signature.name(), start);
                if (before != null) {
                    throw wrong(start, "signature '%s' is in line %d already".formatted(signature.name(), before));
                }
                found.add(signature);
                block.clear();
            }
        }
        return found;
    }

    private void add(Map<String, List<Value>> block, int number, String line) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? line.strip() : line.substring(0, colon).strip();
        if (colon < 0 || !KEYS.contains(key)) {
            throw wrong(
                    number,
                    "'%s' is not a valid key; expected one of signature, levels, effect, printed-by, pattern, meaning, link"
                            .formatted(key));
        }
        List<Value> values = block.computeIfAbsent(key, k -> new ArrayList<>());
        if (!values.isEmpty() && !REPEATED.contains(key)) {
            throw wrong(
                    number, "a second '%s' of one signature; expected an empty line between signatures".formatted(key));
        }
        String value = line.substring(colon + 1).strip();
        if (value.isEmpty()) {
            throw wrong(number, "'%s' has no value".formatted(key));
        }
        values.add(new Value(number, value));
    }

    private Signature signature(Map<String, List<Value>> block, int start) {
        Value name = one(block, SIGNATURE, start);
        Value levels = one(block, LEVELS, start);
        Value effect = one(block, EFFECT, start);
        Value meaning = one(block, MEANING, start);
        one(block, PATTERN, start);
        return new Signature(
                name.text(),
                effect(effect),
                LevelRange.parse(levels.text())
                        .orElseThrow(() -> wrong(
                                levels.line(),
                                "levels are '%s'; expected any, L1, L2+ or L0-L1".formatted(levels.text()))),
                block.getOrDefault(PATTERN, List.of()).stream()
                        .map(this::pattern)
                        .toList(),
                meaning.text(),
                Optional.ofNullable(block.get(LINK))
                        .map(values -> link(values.get(0)))
                        .orElse(""));
    }

    private Value one(Map<String, List<Value>> block, String key, int start) {
        List<Value> values = block.get(key);
        if (values == null) {
            throw wrong(start, "the signature that begins here has no '%s'".formatted(key));
        }
        return values.get(0);
    }

    private Signature.Effect effect(Value value) {
        return Arrays.stream(Signature.Effect.values())
                .filter(effect -> effect.word().equals(value.text()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        value.line(),
                        Arrays.stream(Signature.Effect.values())
                                .map(Signature.Effect::word)
                                .collect(Collectors.joining(
                                        ", ", "the effect is '%s'; expected one of ".formatted(value.text()), ""))));
    }

    private LinePattern pattern(Value value) {
        if (value.text().length() > LONGEST_PATTERN) {
            throw wrong(value.line(), "the pattern has more than %d characters".formatted(LONGEST_PATTERN));
        }
        try {
            Pattern pattern = Pattern.compile(value.text());
            if (pattern.matcher("").find()) {
                throw wrong(value.line(), "the pattern '%s' is in every line".formatted(value.text()));
            }
            return LinePattern.of(pattern);
        } catch (PatternSyntaxException e) {
            throw wrong(
                    value.line(),
                    "the pattern '%s' is not a valid regular expression: %s"
                            .formatted(value.text(), e.getDescription()));
        }
    }

    private String link(Value value) {
        try {
            if (URI.create(value.text()).getScheme().matches("https?")) {
                return value.text();
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            // told below
        }
        throw wrong(value.line(), "the link is '%s'; expected an address with http or https".formatted(value.text()));
    }

    private LabConfigurationException wrong(int line, String what) {
        return new LabConfigurationException("%s line %d: %s".formatted(source, line, what));
    }
}
