package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.Event;
import org.nestlab.L1;
import org.nestlab.LabSource;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

class LabMatrixTests {

    static Stream<LabSpec> elsewhere() {
        return Stream.of(LabSpec.hypervisorOnly().withName("elsewhere"));
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

    static List<LabSpec> cells(String... names) {
        return Stream.of(names)
                .map(name -> LabSpec.hypervisorOnly().withName(name))
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
            return new LabSpec[] {LabSpec.hypervisorOnly().withName("array")};
        }
    }
}
