package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every package of a jar says in its {@code package-info} what it is for and, in a sentence of the form {@code It must
 * not know …}, which packages it keeps away from; and it does. A large one also says where to begin, and lists its
 * files by what they are for. Read from the sources, as {@link TestNamesTests} does.
 */
class PackageInfoTests {

    private static final Pattern DOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern BORDER = Pattern.compile("(?s)It must not know (.*?)(?:[:;]|\\.\\s|\\.$)");
    private static final Pattern LINK = Pattern.compile("\\{@link (\\w+)}");

    /** More than a reader finds in a list of files. */
    private static final int LARGE = 20;

    private static final Pattern NAME = Pattern.compile("\\{@code ([\\w.]+)}");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");

    @Test
    void everyPackageSaysWhatItIsForAndWhatItMustNotKnow() {
        Map<String, List<Path>> packages = MainSources.byPackage();

        assertThat(packages).hasSizeGreaterThan(65);
        assertThat(packages).allSatisfy((name, sources) -> {
            String doc = doc(name, sources);
            assertThat(doc).as("what %s is for", name).matches("(?s)\\S.*?[.:;].*It must not know .*");
            assertThat(forbidden(doc)).as("what %s must not know", name).isNotEmpty();
        });
    }

    @Test
    void everyPackageForUsersSaysSinceWhen() {
        Map<String, List<Path>> packages = MainSources.byPackage();
        packages.keySet().removeIf(name -> name.contains(".internal"));

        assertThat(packages).hasSizeGreaterThan(20);
        assertThat(packages)
                .allSatisfy((name, sources) -> assertThat(doc(name, sources))
                        .as("since when there is %s", name)
                        .matches(".* @since \\d++\\.\\d++"));
    }

    @Test
    void noPackageKnowsWhatItSaysItMustNotKnow() {
        List<String> known = new ArrayList<>();
        MainSources.byPackage().forEach((name, sources) -> {
            Set<String> forbidden = forbidden(doc(name, sources));
            for (Path source : sources) {
                imports(source).stream()
                        .filter(type -> !isOwn(type, name))
                        .filter(type -> forbidden.stream().anyMatch(border -> type.startsWith(border + ".")))
                        .forEach(type -> known.add(source.getFileName() + " of " + name + " knows " + type));
            }
        });
        assertThat(known).isEmpty();
    }

    @Test
    void aLargePackageSaysWhereToBeginAndListsItsFiles() {
        Map<String, List<Path>> large = new TreeMap<>(MainSources.byPackage());
        large.values().removeIf(sources -> sources.size() <= LARGE + 1);

        assertThat(large).hasSizeGreaterThan(15);
        assertThat(large).allSatisfy((name, sources) -> {
            String doc = doc(name, sources);
            Set<String> files = types(sources);
            assertThat(doc).as("where to begin in %s", name).matches(".*(?:Begin with|Each class that).*<ul>.*</ul>.*");
            assertThat(files).as("types of %s", name).containsAll(linked(doc));
            assertThat(linked(doc)).as("what %s lists", name).hasSizeGreaterThan(Math.min(files.size() / 3, LARGE / 2));
        });
    }

    private static Set<String> linked(String doc) {
        return LINK.matcher(doc).results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> types(List<Path> sources) {
        return sources.stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The two borders of a planted text, one of them a library's. */
    @Test
    void aBorderIsFoundInASentence() {
        assertThat(
                        forbidden(
                                "Opens a store. It must not know {@code java.sql}, or {@code internal.junit}: {@code spec} is."))
                .containsExactly("java.sql", "org.nestlab.internal.junit");
    }

    private static String doc(String name, List<Path> sources) {
        Path info = sources.stream()
                .filter(file -> file.endsWith("package-info.java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no package-info.java"));
        Matcher doc = DOC.matcher(MainSources.text(info));
        assertThat(doc.find()).as("Javadoc of %s", name).isTrue();
        return doc.group(1).replaceAll("\\s+\\*?\\s*", " ").strip();
    }

    /** Full names; one that no library has is a package of Nestlab. */
    private static Set<String> forbidden(String doc) {
        Set<String> names = new TreeSet<>();
        Matcher border = BORDER.matcher(doc);
        if (border.find()) {
            Matcher name = NAME.matcher(border.group(1));
            while (name.find()) {
                names.add(isLibrary(name.group(1)) ? name.group(1) : "org.nestlab." + name.group(1));
            }
        }
        return names;
    }

    private static boolean isOwn(String type, String name) {
        return type.startsWith(name + ".") && Character.isUpperCase(type.charAt(name.length() + 1));
    }

    private static boolean isLibrary(String name) {
        return Stream.of("org.", "io.", "java.", "picocli").anyMatch(name::startsWith);
    }

    private static List<String> imports(Path source) {
        return IMPORT.matcher(MainSources.text(source))
                .results()
                .map(it -> it.group(1))
                .toList();
    }
}
