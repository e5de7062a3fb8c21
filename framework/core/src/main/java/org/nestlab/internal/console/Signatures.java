package org.nestlab.internal.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.SettingFile;
import org.nestlab.machine.Level;

/**
 * The table of signatures.
 *
 * @param all in the order in which they are searched for; their names differ
 */
public record Signatures(List<Signature> all) {

    private static final String RESOURCE = "/org/nestlab/console/signatures.txt";

    public Signatures {
        all = List.copyOf(all);
    }

    /** Nestlab's own signatures. */
    public static Signatures builtIn() {
        return BuiltIn.TABLE;
    }

    /**
     * Nestlab's own signatures, and those of a user's file, which come first.
     *
     * @throws LabConfigurationException naming the file, and the line if one is wrong
     */
    public static Signatures with(Optional<Path> file) {
        return file.map(own -> builtIn().replacedBy(read(own))).orElse(builtIn());
    }

    /** The table without the signatures of that name. */
    public Signatures without(String name) {
        return new Signatures(
                all.stream().filter(signature -> !signature.name().equals(name)).toList());
    }

    /**
     * The first signature in the line that shows that the machine of that level is dead.
     *
     * @param line without its end; time stamps, escape sequences and other additions of a console or a log are ignored
     */
    public Optional<Signature> fatalIn(String line, Level level) {
        return fatalIn(LogLine.of(line), level);
    }

    Optional<Signature> fatalIn(LogLine line, Level level) {
        return all.stream()
                .filter(signature -> signature.isFatal() && signature.isIn(line, level))
                .findFirst();
    }

    /** The first signature in the line, fatal or not. */
    public Optional<Signature> in(String line, Level level) {
        return in(LogLine.of(line), level);
    }

    Optional<Signature> in(LogLine line, Level level) {
        return all.stream().filter(signature -> signature.isIn(line, level)).findFirst();
    }

    Signatures replacedBy(List<Signature> own) {
        Map<String, Signature> table = new LinkedHashMap<>();
        own.forEach(signature -> table.put(signature.name(), signature));
        all.forEach(signature -> table.putIfAbsent(signature.name(), signature));
        return new Signatures(List.copyOf(table.values()));
    }

    private static List<Signature> read(Path file) {
        return new SignatureParser(file.toString()).parse(SettingFile.read(Setting.SIGNATURES, file));
    }

    private static final class BuiltIn {
        static final Signatures TABLE = load();

        private static Signatures load() {
            try (InputStream in = Signatures.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "the class path has no " + RESOURCE + ": the jar nestlab-core is broken");
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return new Signatures(new SignatureParser("signatures.txt").parse(text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
