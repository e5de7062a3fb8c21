package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCirclesTests {

    /** A sealed type with a few cases, or two files that take turns. */
    private static final int SMALL = 4;

    /**
     * The sizes of the larger circles, by package. A larger or another circle fails the test; if one gets smaller, its
     * new size is written here.
     */
    private static final Map<String, Integer> LARGER = Map.of(
            // LabException, which is sealed, and its cases
            "org.nestlab",
            8,
            // LiveGuest and the parts that it is made of, which know it
            "org.nestlab.internal.guest",
            6,
            // a pool, its labs and the claims on them, guarded by one lock
            "org.nestlab.internal.pool",
            5);

    /** {@link ArchitectureTests} hands it the framework: to import all of it takes seconds. */
    static void noPackageIsAKnot(JavaClasses framework) {
        Map<String, Integer> circles =
                FileCircles.of(framework).with(MainSources.byPackage()).largest();
        Map<String, Integer> larger = new TreeMap<>(circles);
        larger.values().removeIf(files -> files <= SMALL);

        assertThat(larger)
                .as("files of one package that know each other in a circle: part what one of them does for the others")
                .containsExactlyInAnyOrderEntriesOf(LARGER);
        assertThat(circles).containsKey("org.nestlab.probe");
    }

    @Test
    void aCircleOfFilesIsSeen() {
        FileCircles circles = FileCircles.of(Map.of(
                "a.A", Set.of("a.B"),
                "a.B", Set.of("a.C", "b.D"),
                "a.C", Set.of("a.A"),
                "a.E", Set.of("a.A"),
                "b.D", Set.of("a.A", "b.F"),
                "b.F", Set.of()));

        assertThat(circles.largest()).containsExactly(Map.entry("a", 3));
    }

    @Test
    void aConstantThatTheCompilerCopiesIsSeen(@TempDir Path folder) throws IOException {
        List<Path> sources = List.of(
                Files.writeString(folder.resolve("Named.java"), "class Named { Copier copier; }"),
                Files.writeString(folder.resolve("Copier.java"), "class Copier { String it = \"a\" + Named.NAME; }"),
                Files.writeString(
                        folder.resolve("Other.java"),
                        "/** Named */ class Other { String it = \"Named\"; Copier copier; }"));

        assertThat(FileCircles.of(Map.of()).with(Map.of("a", sources)).largest())
                .containsExactly(Map.entry("a", 2));
    }
}
