package org.nestlab.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands of README.md and docs/*.md, as they stand there: in {@code `code`} and in indented lines, without a
 * comment.
 */
final class ReadmeCommands {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile(
            "`((?:mvn|\\./nestlab|nestlab) [^`\n]++)`|^ {4}((?:mvn|\\./nestlab) [^\n#]++)", Pattern.MULTILINE);

    private ReadmeCommands() {}

    static List<String> maven() throws IOException {
        return all("mvn ");
    }

    /** Those that begin with {@code ./} are to be typed; the others may be a command's name without what it takes. */
    static List<String> nestlab() throws IOException {
        List<String> typed = new ArrayList<>(all("./nestlab "));
        typed.addAll(all("nestlab "));
        return typed;
    }

    private static List<String> all(String program) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (Path document : documents()) {
            for (Matcher code = CODE.matcher(Files.readString(document)); code.find(); ) {
                String command = Optional.ofNullable(code.group(1))
                        .orElseGet(() -> code.group(2))
                        .strip();
                if (command.startsWith(program)) {
                    found.add(command);
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
        }
        return all;
    }

    /** The value of {@code -Dit.test=NAME}. */
    static Optional<String> test(String command) {
        Matcher name = Pattern.compile("-Dit\\.test=(\\w++)").matcher(command);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Where a test class is, from the repository's root. */
    static Path source(String test) throws IOException {
        // Failsafe runs the lab tests and each IT; a unit test of the same name is not what a command names.
        for (String module : List.of("tests-nested", "tests-performance", "framework", "allure-config")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                Optional<Path> file =
                        files.filter(f -> f.endsWith(test + ".java")).findFirst();
                if (file.isPresent()) {
                    return ROOT.relativize(file.get());
                }
            }
        }
        throw new AssertionError("the documents name the test " + test + ", which does not exist");
    }

    /** The tags of all its tests, where any has one. */
    static String tag(String test) throws IOException {
        Matcher tag = Pattern.compile("@Tag\\(\"(\\w++)\"\\)").matcher(Files.readString(ROOT.resolve(source(test))));
        return tag.find() ? tag.group(1) : "";
    }
}
