package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of DEVELOPER_GUIDE.md has every package, and its tables name only types that exist. */
class GuideMapTests {

    // .internal.exits      VM exits by reason, counted by histogram triggers of tracefs
    private static final Pattern PACKAGE = Pattern.compile("(?<=[\\s])\\.[a-z]+(?:\\.[a-z]+)*(?=\\s)");

    // `internal.pool.LabPool`, `ScriptsTests`
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][A-Za-z0-9]+)`");

    // `internal.pool.LabPool`, with its package
    private static final Pattern FILE = Pattern.compile("(?m)^\\| `((?:[a-z]+\\.)+[A-Z][A-Za-z0-9]+)` \\|");

    private static String guide() throws IOException {
        return Files.readString(Documents.ROOT.resolve("DEVELOPER_GUIDE.md"));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        int to = text.indexOf(end, Math.max(0, from));
        assertThat(from).as(begin).isNotNegative();
        assertThat(to).as(end).isNotNegative();
        return text.substring(from, to);
    }

    @Test
    void theMapHasEveryPackage() throws IOException {
        String map = between(guide(), "### Where things are", "The first hour:");
        Set<String> mapped =
                PACKAGE.matcher(map).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
        Set<String> packages = new TreeSet<>(MainSources.byPackage().keySet());

        assertThat(packages).hasSizeGreaterThan(65);
        assertThat(packages)
                .filteredOn(name -> !name.equals("org.nestlab") && !name.equals("org.nestlab.allure"))
                .allMatch(name -> mapped.contains(name.substring("org.nestlab".length()))
                        // Named below the package or the module that they belong to.
                        || mapped.contains(name.substring(name.lastIndexOf('.'))));
    }

    @Test
    void theTablesNameTypesThatExist() throws IOException {
        String tables = between(guide(), "The first hour:", "\nThe API:");
        Set<String> named =
                TYPE.matcher(tables).results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(25);
        assertThat(types()).containsAll(named);
    }

    @Test
    void theFilesOfTheFirstHourAreWhereItSays() throws IOException {
        String list = between(guide(), "The first hour:", "Where a change begins:");
        Set<String> files = MainSources.byPackage().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(file -> entry.getKey() + "."
                                + file.getFileName().toString().replaceFirst("\\.java$", "")))
                .collect(Collectors.toSet());

        assertThat(FILE.matcher(list).results().map(it -> it.group(1)))
                .hasSize(12)
                .allMatch(name -> files.contains(name.startsWith("org.") ? name : "org.nestlab." + name));
    }

    /** Those of tests too, by their simple names. */
    private static Set<String> types() throws IOException {
        Set<String> types = new TreeSet<>();
        for (String module : Set.of("framework", "allure-config")) {
            try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> types.add(name.replaceFirst("\\.java$", "")));
            }
        }
        return types;
    }
}
