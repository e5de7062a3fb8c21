package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The names of types, and one rule for those of test classes: {@code *Tests} is a unit test, or a lab test in a lab
 * module; {@code *IT} is a test of the framework on real machines or of several JVMs. Read from the sources, because a
 * build compiles no module's tests but its own.
 */
class TestNamesTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

    private static final Pattern TEXT = Pattern.compile("(?s)\"\"\".*?\"\"\"|/\\*.*?\\*/|//[^\n]*");

    private static final Pattern TEST =
            Pattern.compile("@(?:Test|TestFactory|TestTemplate|ParameterizedTest|RepeatedTest)\\b(?! *\\.class)");

    private static final Pattern CONTRACT = Pattern.compile("(?m)^(?:public )?(?:abstract class|interface) ");

    @ParameterizedTest
    @CsvSource({"framework, Tests|IT, 300", "allure-config, Tests|IT, 45"})
    void aTestSaysWhereItRuns(String module, String endings, int atLeast) {
        List<Path> tests = tests(module);

        assertThat(tests).hasSizeGreaterThan(atLeast);
        assertThat(tests).filteredOn(file -> !endsWith(file, endings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tests-nested, 20", "tests-performance, 3"})
    void aLabTestIsCalledAsFailsafeIsToldThere(String module, int atLeast) {
        List<Path> tests = tests(module);

        assertThat(tests).hasSizeGreaterThan(atLeast);
        assertThat(tests).filteredOn(file -> !endsWith(file, "Tests")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"framework, 700", "allure-config, 70"})
    void whatIsNoTestIsNotCalledOne(String module, int atLeast) {
        List<Path> sources = sources(module, "main");

        assertThat(sources).hasSizeGreaterThan(atLeast);
        assertThat(sources)
                .filteredOn(file -> endsWith(file, "Test|Tests|IT|TestCase"))
                .isEmpty();
    }

    /** Two types of one name that meet in a file have to be told apart by their packages there. */
    @Test
    void everyTypeHasANameOfItsOwn() {
        List<String> names = Stream.of("framework", "allure-config")
                .flatMap(module -> sources(module, "main").stream())
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("package-info.java"))
                .toList();

        assertThat(names).hasSizeGreaterThan(800).doesNotHaveDuplicates();
    }

    @Test
    void aTestOfAnotherNameIsSeen() {
        assertThat(isTest("class Sample {\n    @Test\n    void works() {}\n}\n"))
                .isTrue();
        assertThat(isTest("class Sample {\n    @ParameterizedTest(name = \"{0}\")\n    void works() {}\n}\n"))
                .isTrue();
        assertThat(isTest("class Sample {\n    String text = \"\"\"\n        @Test\n        \"\"\";\n}\n"))
                .isFalse();
        assertThat(isTest("public abstract class Contract {\n    @Test\n    void works() {}\n}\n"))
                .isFalse();
        assertThat(endsWith(Path.of("SampleTest.java"), "Tests|IT")).isFalse();
        assertThat(endsWith(Path.of("SampleIT.java"), "Tests|IT")).isTrue();
    }

    private static List<Path> tests(String module) {
        return sources(module, "test").stream()
                .filter(file -> isTest(text(file)))
                .toList();
    }

    /** Not a contract: those that inherit it are the tests. */
    private static boolean isTest(String source) {
        String code = TEXT.matcher(source).replaceAll("");
        return TEST.matcher(code).find() && !CONTRACT.matcher(code).find();
    }

    private static boolean endsWith(Path file, String endings) {
        return file.getFileName().toString().matches(".*(?:" + endings + ")\\.java");
    }

    private static List<Path> sources(String module, String kind) {
        // The framework's parts are folders below it.
        Pattern source = Pattern.compile("(?:(?:core|history|container|cli)/)?src/%s/java/.*\\.java".formatted(kind));
        Path folder = ROOT.resolve(module);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            source.matcher(folder.relativize(file).toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
