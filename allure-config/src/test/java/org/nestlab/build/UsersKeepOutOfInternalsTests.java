package org.nestlab.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No class of a module that uses the framework depends on an internal one: internals change without notice, and what a
 * test or a report needs is in the public packages. The sources of the lab modules are compiled here, because
 * {@code mvn test} runs none of their tests.
 */
class UsersKeepOutOfInternalsTests {

    /**
     * It tests how the framework runs Maven, and needs {@code SmallBuild}, a project made of this repository's POMs.
     */
    private static final Set<String> A_TEST_OF_INTERNALS = Set.of("org.nestlab.allure.report.GateTestsIT");

    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

    @TempDir
    Path classes;

    @ParameterizedTest
    @CsvSource({"classes, 90", "test-classes, 90"})
    void theReportDoes(String kind, int atLeast) throws IOException {
        Path compiled = Path.of("target", kind);

        assertThat(classFiles(compiled)).hasSizeGreaterThan(atLeast);
        assertThat(reaching(compiled)).filteredOn(line -> !isExempt(line)).isEmpty();
    }

    @Test
    void whoIsExemptHasAReason() {
        assertThat(A_TEST_OF_INTERNALS)
                .allSatisfy(name -> assertThat(
                                reaching(Path.of("target", "test-classes", name.replace('.', '/') + ".class")))
                        .anyMatch(line -> line.startsWith(name + " ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tests-nested", "tests-performance"})
    void theLabTestsDo(String module) throws IOException {
        List<Path> sources = sources(ROOT.resolve(module).resolve("src/test/java"));
        compile(sources);

        assertThat(sources).hasSizeGreaterThan(5);
        assertThat(classFiles(classes)).hasSizeGreaterThanOrEqualTo(sources.size());
        assertThat(reaching(classes)).isEmpty();
    }

    @Test
    void oneThatReachesIsSeen() throws IOException {
        Path source = classes.resolve("Reaching.java");
        Files.writeString(source, """
                class Reaching {
                    static Object settings() {
                        return org.nestlab.internal.settings.Settings.defaults();
                    }
                }
                """);
        compile(List.of(source));

        assertThat(reaching(classes)).singleElement().asString().contains("Reaching -> org.nestlab.internal.settings");
    }

    private static boolean isExempt(String line) {
        return A_TEST_OF_INTERNALS.stream().anyMatch(name -> line.matches(name.replace(".", "\\.") + "[ $].*"));
    }

    /**
     * A line for each class and each of the framework's internals that it names.
     *
     * @param compiled a folder of classes, or the file of one
     */
    private static List<String> reaching(Path compiled) {
        StringWriter printed = new StringWriter();
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(printed),
                        new PrintWriter(printed),
                        "-verbose:class",
                        "-filter:none",
                        compiled.toString());
        assertThat(status).as(printed.toString()).isZero();
        //    org.nestlab.tests.DiskTests   -> org.nestlab.machine.Guest   not found
        return printed.toString()
                .lines()
                .map(line -> line.strip().replaceAll(" ++", " "))
                .filter(line -> line.contains(" -> org.nestlab.internal."))
                .toList();
    }

    private void compile(List<Path> sources) throws IOException {
        JavaCompiler compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-implicit:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        return files(folder, ".java");
    }

    private static List<Path> classFiles(Path folder) throws IOException {
        return files(folder, ".class");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
