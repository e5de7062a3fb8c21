package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FileCirclesTests {

    /** A package that no reader has in mind as a whole. */
    private static final int LARGE_PACKAGE = 20;

    /** That of a sealed type, its cases and what names them both. */
    private static final int LARGEST_CIRCLE = 8;

    /** {@link ArchitectureTests} hands it the framework: to import all of it takes seconds. */
    static void noPackageIsAKnot(JavaClasses framework) {
        FileCircles circles = FileCircles.of(framework);
        Map<String, Integer> knots = new TreeMap<>(circles.largest(LARGE_PACKAGE));
        knots.values().removeIf(files -> files <= LARGEST_CIRCLE);

        assertThat(knots)
                .as("files of one package that know each other in a circle: part what one of them does for the others")
                .isEmpty();
        assertThat(circles.largest(1)).containsKey("org.nestlab.probe");
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

        assertThat(circles.largest(1)).containsExactly(Map.entry("a", 3));
        assertThat(circles.largest(4)).isEmpty();
    }
}
