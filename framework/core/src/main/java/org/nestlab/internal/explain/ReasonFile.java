package org.nestlab.internal.explain;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.exits.ReasonNames;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.SettingFile;

/**
 * A user's sentences about exit reasons: one line {@code REASON = SENTENCE} for each, in UTF-8. Empty lines and lines
 * that begin with {@code #} are ignored.
 */
public final class ReasonFile {

    private final String name;
    private final Map<String, String> sentences = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private ReasonFile(String name) {
        this.name = name;
    }

    /**
     * Nestlab's sentences about reasons, and those of the file.
     *
     * @param file empty if the user has none
     * @throws LabConfigurationException if the file cannot be read or a line is not valid; the message names file and
     *     line
     */
    public static KnownReasons known(Optional<Path> file) {
        return file.isPresent()
                ? KnownReasons.own().with(read(file.get().toString(), SettingFile.read(Setting.REASONS, file.get())))
                : KnownReasons.own();
    }

    static Map<String, String> read(String name, String text) {
        ReasonFile file = new ReasonFile(name);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                file.line(number, line);
            }
        }
        return file.sentences;
    }

    private void line(int number, String line) {
        int sign = line.indexOf('=');
        String reason = sign < 0 ? "" : line.substring(0, sign).strip();
        String sentence = line.substring(sign + 1).strip();
        if (reason.isEmpty() || sentence.isEmpty()) {
            throw wrong(number, "'%s' is not a valid line; expected REASON = SENTENCE".formatted(line.strip()));
        }
        if (!ReasonNames.isName(reason)) {
            throw wrong(
                    number,
                    "'%s' is not a valid exit reason; expected KVM's name of one, like NPF or EPT_VIOLATION, or a number that has none, like 0x4d"
                            .formatted(reason));
        }
        Integer before = lines.put(reason, number);
        if (before != null) {
            throw wrong(number, "'%s' has a sentence in line %d already".formatted(reason, before));
        }
        sentences.put(reason, sentence);
    }

    private LabConfigurationException wrong(int number, String what) {
        return new LabConfigurationException("%s:%d: %s".formatted(name, number, what));
    }
}
