package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.spi.LabEvent.Evidence;
import org.opentest4j.TestAbortedException;

class KeptEvidenceTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void evidenceStaysBesideWhatTheLabHasWritten() throws IOException {
        Path own = Files.createDirectories(folder.resolve("test/0badcafe"));
        Files.writeString(own.resolve("L1-console.log"), "panic");
        Files.createDirectories(own.resolve("history"));

        Path kept = KeptEvidence.write(
                folder.resolve("target/nestlab"),
                "0badcafe",
                own,
                List.of(new Evidence("0badcafe", "L2 guest QEMU log", "text/plain", "shutting down")));

        assertThat(kept.resolve("L1-console.log")).hasContent("panic");
        assertThat(kept.resolve("evidence/L2-guest-QEMU-log.txt")).hasContent("shutting down");
    }

    @Test
    void whatIsThereAlreadyIsLeft() throws IOException {
        Path own = Files.createDirectories(folder.resolve("0badcafe"));
        Files.writeString(own.resolve("L1-console.log"), "panic");

        assertThat(KeptEvidence.write(folder, "0badcafe", own, List.of())).isEqualTo(own);
        assertThat(own.resolve("L1-console.log")).hasContent("panic");
    }

    @Test
    void theFailureOfTheTestStaysWhatItWas() {
        TestAbortedException aborted = new TestAbortedException("not here");

        assertThat(KeptEvidence.kept(aborted)).isSameAs(aborted).hasNoSuppressedExceptions();
    }

    @Test
    void eachTestThatBringsLabsUpItselfKeepsEvidence() {
        JavaClasses tests = new ClassFileImporter().importPaths(compiled());
        List<String> without = tests.stream()
                .filter(test -> test.getSimpleName().endsWith("IT"))
                .filter(test -> callsEngine(test))
                .filter(test -> !test.isAnnotatedWith(ExtendWith.class)
                        || !List.of(test.getAnnotationOfType(ExtendWith.class).value())
                                .contains(KeptEvidence.class))
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(tests.stream().filter(KeptEvidenceTests::callsEngine)).hasSizeGreaterThan(5);
        assertThat(without).isEmpty();
    }

    private static boolean callsEngine(JavaClass test) {
        return test.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getName())
                .anyMatch(name ->
                        name.equals(LibvirtLabEngine.class.getName()) || name.equals(FaultyLab.class.getName()));
    }

    /** The packages in which there are such tests: to read all classes takes seconds. */
    private static List<Path> compiled() {
        Path root = Path.of(System.getProperty("basedir", "."), "target/test-classes/org/nestlab/internal");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith("IT.class")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
