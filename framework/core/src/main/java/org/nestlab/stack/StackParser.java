package org.nestlab.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

/** Reads a stack from text. */
final class StackParser {

    private static final int MOST_CHARACTERS = 1 << 16;

    // a comma, where L1.kernel= or L2.kvm_amd.npt= follows
    private static final Pattern BETWEEN =
            Pattern.compile("\\s*,\\s*(?=[A-Za-z0-9]{1,20}\\.[A-Za-z0-9_.-]{1,80}\\s*=)");

    // L1.kernel, L2.kvm_amd.npt
    private static final Pattern KEY = Pattern.compile("L([0-9])\\.([A-Za-z0-9_.-]{1,80})");

    private StackParser() {}

    static Stack parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new LabConfigurationException(
                    "a stack of %d characters; expected at most %d".formatted(text.length(), MOST_CHARACTERS));
        }
        SortedMap<String, StackEntry> entries = new TreeMap<>();
        for (String line :
                text.startsWith("@") ? linesOf(Path.of(text.substring(1))) : List.of(BETWEEN.split(text, -1))) {
            if (line.isBlank()) {
                continue;
            }
            StackEntry entry = entry(line.strip());
            if (entries.putIfAbsent(entry.key(), entry) != null) {
                throw new LabConfigurationException("stack: '%s' is there twice".formatted(entry.key()));
            }
        }
        return new Stack(entries);
    }

    private static List<String> linesOf(Path file) {
        try {
            if (Files.size(file) > MOST_CHARACTERS) {
                throw new LabConfigurationException("the stack %s has %d bytes; expected at most %d"
                        .formatted(file, Files.size(file), MOST_CHARACTERS));
            }
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("#"))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new LabConfigurationException("the stack @%s: there is no such file".formatted(file), e);
        } catch (IOException e) {
            throw new LabConfigurationException("the stack @%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static StackEntry entry(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw wrong(text, "expected LEVEL.KEY=VALUE, like L1.kernel=image");
        }
        String key = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw wrong(text, "'%s' names no level; expected LEVEL.KEY=VALUE, like L1.kernel=image".formatted(key));
        }
        Level level = new Level(Integer.parseInt(matcher.group(1)));
        String name = matcher.group(2);
        if (value.isEmpty()) {
            throw wrong(text, "%s has no value: leave it out for what the lab has".formatted(key));
        }
        try {
            return new StackEntry(level, name, StackKey.of(level, name).value(name, value));
        } catch (LabConfigurationException e) {
            throw wrong(text, String.valueOf(e.getMessage()));
        }
    }

    private static LabConfigurationException wrong(String entry, String why) {
        return new LabConfigurationException("stack entry '%s': %s".formatted(entry, why));
    }
}
