package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.Event;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabSource;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

class LabMatrixTests {

    private static final String NAME = LabMatrixTests.class.getName();
    private static final String WANTED =
            "wanted a static method without parameters that returns a Stream, a Collection or an array of LabSpec";

    static Stream<LabSpec> elsewhere() {
        return Stream.of(LabSpec.hypervisorOnly().named("elsewhere"));
    }

    @Test
    void everyCellGetsItsLabAndLeavesItWhenItsTestsAreDone() {
        TestRun run = TestRun.of(TwoCells.class);

        assertThat(run.log())
                .containsExactly(
                        "up x#1",
                        "set up on x#1 L1 hypervisor",
                        "one on x#1 L1 hypervisor",
                        "set up on x#1 L1 hypervisor",
                        "two on x#1 L1 hypervisor",
                        "set up on x#1 L1 hypervisor",
                        "nested on x#1 L1 hypervisor",
                        "down x#1",
                        "up y#1",
                        "set up on y#1 L1 hypervisor",
                        "one on y#1 L1 hypervisor",
                        "set up on y#1 L1 hypervisor",
                        "two on y#1 L1 hypervisor",
                        "set up on y#1 L1 hypervisor",
                        "nested on y#1 L1 hypervisor",
                        "down y#1");
        assertThat(run.passed()).isEqualTo(6);
    }

    @Test
    void cellsAreNamedByTheirLabs() {
        TestRun run = TestRun.of(TwoCells.class);

        assertThat(run.results().containerEvents().started().stream()
                        .map(Event::getTestDescriptor)
                        .filter(descriptor -> descriptor
                                .getUniqueId()
                                .getLastSegment()
                                .getType()
                                .equals("class-template-invocation"))
                        .map(TestDescriptor::getDisplayName))
                .containsExactly("x", "y");
    }

    @Test
    void aFieldOfAnInstancePerClassFollowsTheCell() {
        TestRun run = TestRun.of(PerClass.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up x#1",
                        "field on x#1 L1 hypervisor",
                        "down x#1",
                        "up y#1",
                        "field on y#1 L1 hypervisor",
                        "down y#1");
    }

    @Test
    void theMethodMayBeTheOnlyOneOrOneOfAnotherClassAndReturnACollectionOrAnArray() {
        assertThat(TestRun.of(OnlyMethod.class).log())
                .containsExactly("up only#1", "test on only#1 L1 hypervisor", "down only#1");
        assertThat(TestRun.of(Elsewhere.class).log())
                .containsExactly("up elsewhere#1", "test on elsewhere#1 L1 hypervisor", "down elsewhere#1");
        assertThat(TestRun.of(AsArray.class).log())
                .containsExactly("up array#1", "test on array#1 L1 hypervisor", "down array#1");
    }

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
                "@LabSource method %s$WrongType.cells returned a java.lang.String: %s".formatted(NAME, WANTED));
        assertRefused(
                WrongElement.class,
                "@LabSource method %s$WrongElement.cells returned a java.lang.String among its elements: wanted LabSpec"
                        .formatted(NAME));
        assertRefused(
                Empty.class, "@LabSource method %s$Empty.cells returned no lab: wanted one or more".formatted(NAME));
        assertRefused(
                Twins.class,
                "@LabSource method %s$Twins.cells returned two labs called 'x': give each its own name with named()"
                        .formatted(NAME));
        assertRefused(
                OfInstance.class,
                "@LabSource method %s$OfInstance.cells is an instance method: %s".formatted(NAME, WANTED));
        assertRefused(
                WithParameters.class,
                "@LabSource method %s$WithParameters.cells is one with parameters: %s".formatted(NAME, WANTED));
        assertRefused(
                None.class,
                "@LabSource of %s$None names no method and the class has none that qualifies: %s"
                        .formatted(NAME, WANTED));
        assertRefused(
                Several.class,
                "@LabSource of %s$Several names no method and the class has several, more, some: %s"
                        .formatted(NAME, WANTED));
        assertRefused(
                Throwing.class,
                "@LabSource method %s$Throwing.cells failed: java.lang.IllegalStateException: no cells today"
                        .formatted(NAME));
        assertRefused(Both.class, "class %s$Both asks for 2 labs, by @Lab and @LabSource: wanted one".formatted(NAME));
    }

    private static void assertRefused(Class<?> testClass, String message) {
        TestRun run = TestRun.of(testClass);
        assertThat(run.log()).isEmpty();
        assertThat(run.messages()).containsExactly(message);
        assertThat(run.failures()).singleElement().isInstanceOf(LabConfigurationException.class);
    }

    private static List<LabSpec> cells(String... names) {
        return Stream.of(names)
                .map(name -> LabSpec.hypervisorOnly().named(name))
                .toList();
    }

    /** What every class here inherits. */
    abstract static class OneTest {
        @Test
        void test(@L1 Guest l1) {
            l1.run("test");
        }
    }

    @LabSource("cells")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class TwoCells {
        @L1
        Guest field;

        static Stream<LabSpec> cells() {
            return LabMatrixTests.cells("x", "y").stream();
        }

        @BeforeEach
        void setUp() {
            field.run("set up");
        }

        @Test
        void one(@L1 Guest l1) {
            l1.run("one");
        }

        @Test
        void two(@L1 Guest l1) {
            l1.run("two");
        }

        @Nested
        class Inside {
            @Test
            void nested(@L1 Guest l1) {
                l1.run("nested");
            }
        }
    }

    @LabSource
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        @L1
        Guest field;

        static Collection<LabSpec> cells() {
            return LabMatrixTests.cells("x", "y");
        }

        @Test
        void test() {
            field.run("field");
        }
    }

    @LabSource
    static class OnlyMethod extends OneTest {
        static List<LabSpec> some() {
            return LabMatrixTests.cells("only");
        }

        static List<String> words() {
            return List.of("no labs");
        }
    }

    @LabSource("org.nestlab.internal.junit.LabMatrixTests#elsewhere")
    static class Elsewhere extends OneTest {}

    @LabSource
    static class AsArray extends OneTest {
        static LabSpec[] cells() {
            return new LabSpec[] {LabSpec.hypervisorOnly().named("array")};
        }
    }

    @LabSource("cells")
    static class InBeforeAll extends OneTest {
        static List<LabSpec> cells() {
            return LabMatrixTests.cells("x");
        }

        @BeforeAll
        static void beforeAll(@L1 Guest l1) {
            l1.run("before all");
        }
    }

    @LabSource("cells")
    static class Missing extends OneTest {}

    @LabSource("com.example.Nowhere#cells")
    static class MissingClass extends OneTest {}

    @LabSource("cells")
    static class WrongType extends OneTest {
        static String cells() {
            return "x";
        }
    }

    @LabSource("cells")
    static class WrongElement extends OneTest {
        static List<String> cells() {
            return List.of("x");
        }
    }

    @LabSource("cells")
    static class Empty extends OneTest {
        static List<LabSpec> cells() {
            return List.of();
        }
    }

    @LabSource("cells")
    static class Twins extends OneTest {
        static List<LabSpec> cells() {
            return LabMatrixTests.cells("x", "x");
        }
    }

    @LabSource("cells")
    static class OfInstance extends OneTest {
        List<LabSpec> cells() {
            return LabMatrixTests.cells("x");
        }
    }

    @LabSource("cells")
    static class WithParameters extends OneTest {
        static List<LabSpec> cells(String name) {
            return LabMatrixTests.cells(name);
        }
    }

    @LabSource
    static class None extends OneTest {}

    @LabSource
    static class Several extends OneTest {
        static List<LabSpec> some() {
            return LabMatrixTests.cells("x");
        }

        static List<LabSpec> more() {
            return LabMatrixTests.cells("y");
        }
    }

    @LabSource("cells")
    static class Throwing extends OneTest {
        @SuppressWarnings("DoNotCallSuggester")
        static List<LabSpec> cells() {
            throw new IllegalStateException("no cells today");
        }
    }

    @Lab
    @LabSource
    static class Both extends OneTest {
        static List<LabSpec> cells() {
            return LabMatrixTests.cells("x");
        }
    }
}
