package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabSource;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

/** What a matrix of labs refuses, and how it says so. */
class LabMatrixRefusalTests {

    private static final String NAME = LabMatrixRefusalTests.class.getName();

    private static final String WANTED =
            "expected a static method without parameters that returns a Stream, a Collection or an array of LabSpec";

    @Test
    void beforeAllHasNoCell() {
        TestRun run = TestRun.of(InBeforeAll.class);

        assertThat(run.log()).isEmpty();
        assertThat(run.failures()).singleElement().isInstanceOf(LabConfigurationException.class);
        assertThat(run.messages())
                .containsExactly(
                        "class " + NAME
                                + "$InBeforeAll is a matrix of labs: @BeforeAll, @AfterAll and a constructor under PER_CLASS run once for all of them; take the machine in @BeforeEach, in the test or in a field");
    }

    @Test
    void aBadMethodIsNamed() {
        assertRefused(
                Missing.class,
                "@LabSource(\"cells\") of %s$Missing: %s$Missing has no method 'cells', %s"
                        .formatted(NAME, NAME, WANTED));
        assertRefused(
                MissingClass.class,
                "@LabSource(\"com.example.Nowhere#cells\") of %s$MissingClass: there is no class com.example.Nowhere"
                        .formatted(NAME));
        assertRefused(
                WrongType.class,
                "@LabSource method %s$WrongType.cells returned a java.lang.String; %s".formatted(NAME, WANTED));
        assertRefused(
                WrongElement.class,
                "@LabSource method %s$WrongElement.cells returned a java.lang.String among its elements; expected LabSpec"
                        .formatted(NAME));
        assertRefused(
                Empty.class, "@LabSource method %s$Empty.cells returned no lab; expected one or more".formatted(NAME));
        assertRefused(
                Twins.class,
                "@LabSource method %s$Twins.cells returned two labs called 'x': give each its own name with named()"
                        .formatted(NAME));
        assertRefused(
                OfInstance.class,
                "@LabSource method %s$OfInstance.cells is an instance method; %s".formatted(NAME, WANTED));
        assertRefused(
                WithParameters.class,
                "@LabSource method %s$WithParameters.cells is one with parameters; %s".formatted(NAME, WANTED));
        assertRefused(
                None.class,
                "@LabSource of %s$None names no method and the class has none that qualifies; %s"
                        .formatted(NAME, WANTED));
        assertRefused(
                Several.class,
                "@LabSource of %s$Several names no method and the class has several, more, some; %s"
                        .formatted(NAME, WANTED));
        assertRefused(
                Throwing.class,
                "@LabSource method %s$Throwing.cells failed: java.lang.IllegalStateException: no cells today"
                        .formatted(NAME));
        assertRefused(
                Both.class, "class %s$Both asks for 2 labs, by @Lab and @LabSource; expected one".formatted(NAME));
    }

    private static void assertRefused(Class<?> testClass, String message) {
        TestRun run = TestRun.of(testClass);
        assertThat(run.log()).isEmpty();
        assertThat(run.messages()).containsExactly(message);
        assertThat(run.failures()).singleElement().isInstanceOf(LabConfigurationException.class);
    }

    @LabSource("cells")
    static class InBeforeAll extends LabMatrixTests.OneTest {
        static List<LabSpec> cells() {
            return LabMatrixTests.cells("x");
        }

        @BeforeAll
        static void beforeAll(@L1 Guest l1) {
            l1.run("before all");
        }
    }

    @LabSource("cells")
    static class Missing extends LabMatrixTests.OneTest {}

    @LabSource("com.example.Nowhere#cells")
    static class MissingClass extends LabMatrixTests.OneTest {}

    @LabSource("cells")
    static class WrongType extends LabMatrixTests.OneTest {
        static String cells() {
            return "x";
        }
    }

    @LabSource("cells")
    static class WrongElement extends LabMatrixTests.OneTest {
        static List<String> cells() {
            return List.of("x");
        }
    }

    @LabSource("cells")
    static class Empty extends LabMatrixTests.OneTest {
        static List<LabSpec> cells() {
            return List.of();
        }
    }

    @LabSource("cells")
    static class Twins extends LabMatrixTests.OneTest {
        static List<LabSpec> cells() {
            return LabMatrixTests.cells("x", "x");
        }
    }

    @LabSource("cells")
    static class OfInstance extends LabMatrixTests.OneTest {
        List<LabSpec> cells() {
            return LabMatrixTests.cells("x");
        }
    }

    @LabSource("cells")
    static class WithParameters extends LabMatrixTests.OneTest {
        static List<LabSpec> cells(String name) {
            return LabMatrixTests.cells(name);
        }
    }

    @LabSource
    static class None extends LabMatrixTests.OneTest {}

    @LabSource
    static class Several extends LabMatrixTests.OneTest {
        static List<LabSpec> some() {
            return LabMatrixTests.cells("x");
        }

        static List<LabSpec> more() {
            return LabMatrixTests.cells("y");
        }
    }

    @LabSource("cells")
    static class Throwing extends LabMatrixTests.OneTest {
        @SuppressWarnings("DoNotCallSuggester")
        static List<LabSpec> cells() {
            throw new IllegalStateException("no cells today");
        }
    }

    @Lab
    @LabSource
    static class Both extends LabMatrixTests.OneTest {
        static List<LabSpec> cells() {
            return LabMatrixTests.cells("x");
        }
    }
}
