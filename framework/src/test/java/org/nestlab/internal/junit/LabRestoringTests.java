package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.RestoreLab;
import org.nestlab.experiment.Bench;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;

/** {@code @RestoreLab}, and which labs may be thawed. */
class LabRestoringTests {

    private static final Map<String, String> SNAPSHOTS = Map.of("nestlab.snapshots", "on");

    @Test
    void aTestThatWantsItsLabRestoredGetsAnotherThanTheTestBefore() {
        TestRun run = TestRun.of(RestoredMethod.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "one on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "two on a#2 L1 hypervisor",
                        "three on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void eachTestOfAClassGetsItsLabRestoredAndTheFirstTheOneThatWasJustMade() {
        TestRun run = TestRun.of(RestoredClass.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "all on a#1 L1 hypervisor",
                        "one on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "two on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void fieldsAndParametersOfOneTestAreOfOneLab() {
        TestRun run = TestRun.of(RestoredFields.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "field one on a#1 L1 hypervisor",
                        "parameter one on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "field two on a#2 L1 hypervisor",
                        "parameter two on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void aLabInWhichNothingIsMeasuredMayBeThawed() {
        TestRun run = TestRun.of(new FakeEngine(), SNAPSHOTS, LabSharingTests.FirstOfA.class);

        assertThat(run.log()).startsWith("may be thawed: a", "up a#1");
    }

    @Test
    void aLabInWhichSomethingIsMeasuredIsNeitherThawedNorSharedWithOneThatMayBe() {
        TestRun run = TestRun.of(
                new FakeEngine(), SNAPSHOTS, Measuring.class, MeasuringInside.class, LabSharingTests.FirstOfA.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "plain on a#1 L1 hypervisor",
                        "inside on a#1 L1 hypervisor",
                        "down a#1",
                        "may be thawed: a",
                        "up a#2",
                        "first on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class RestoredMethod {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("one");
        }

        @Test
        @RestoreLab
        void test2(@L1 Guest l1) {
            l1.run("two");
        }

        @Test
        void test3(@L1 Guest l1) {
            l1.run("three");
        }
    }

    @Lab(Labs.A.class)
    @RestoreLab
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class RestoredClass {
        @BeforeAll
        static void all(@L1 Guest l1) {
            l1.run("all");
        }

        @Test
        void test1(@L1 Guest l1) {
            l1.run("one");
        }

        @Test
        void test2(@L1 Guest l1) {
            l1.run("two");
        }
    }

    @Lab(Labs.A.class)
    @RestoreLab
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class RestoredFields {
        @L1
        Guest field;

        @Test
        void test1(@L1 Guest l1) {
            field.run("field one");
            l1.run("parameter one");
        }

        @Test
        void test2(@L1 Guest l1) {
            field.run("field two");
            l1.run("parameter two");
        }
    }

    @Lab(Labs.A.class)
    static class Measuring {
        @Test
        void plain(@L1 Guest l1) {
            l1.run("plain");
        }

        /** Not called: that there is such a method is what counts. */
        @SuppressWarnings("unused")
        void measure(Bench bench) {}
    }

    @Lab(Labs.A.class)
    static class MeasuringInside {
        @Test
        void plain(@L1 Guest l1) {
            l1.run("inside");
        }

        @Nested
        class Inside {
            @SuppressWarnings("unused")
            void measure(Bench bench) {}
        }
    }
}
