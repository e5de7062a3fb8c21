package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabClassOrderer;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;

/** Which lab a nested class uses, and how long the one around it stays. */
class NestedLabSharingTests {

    @Test
    void nestedClassesUseTheLabOfTheClassAroundThemUnlessTheyAskForAnother() {
        TestRun run = TestRun.of(Outer.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "outer on a#1 L1 hypervisor",
                        "same on a#1 L1 hypervisor",
                        "down a#1",
                        "up b#1",
                        "outer's set-up on b#1 L1 hypervisor",
                        "other on b#1 L1 hypervisor",
                        "down b#1");
        assertThat(run.passed()).isEqualTo(3);
    }

    @Test
    void aNestedClassOfItsOwnLeavesTheOuterLabUpWhereThereIsRoom() {
        TestRun run = TestRun.of(new FakeEngine(), Map.of("nestlab.labs.max", "2"), Outer.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "outer on a#1 L1 hypervisor",
                        "same on a#1 L1 hypervisor",
                        "up b#1",
                        "outer's set-up on b#1 L1 hypervisor",
                        "other on b#1 L1 hypervisor",
                        "down b#1",
                        "down a#1");
    }

    @Test
    void anOuterClassThatOnlySetsUpMakesRoomForItsNestedClass() {
        TestRun run = TestRun.of(OuterWithoutTests.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "before all on a#1 L1 hypervisor",
                        "down a#1",
                        "up b#1",
                        "nested on b#1 L1 hypervisor",
                        "down b#1");
    }

    @Lab(Labs.A.class)
    @TestClassOrder(LabClassOrderer.class)
    static class Outer {
        @L1
        Guest outers;

        @Test
        void outer() {
            outers.run("outer");
        }

        @Nested
        class First {
            @Test
            void same(@L1 Guest l1) {
                l1.run("same");
            }
        }

        @Nested
        @Lab(Labs.B.class)
        class Second {
            @Test
            void other(@L1 Guest l1) {
                outers.run("outer's set-up");
                l1.run("other");
            }
        }
    }

    @Lab(Labs.A.class)
    static class OuterWithoutTests {
        @BeforeAll
        static void beforeAll(@L1 Guest l1) {
            l1.run("before all");
        }

        @Nested
        @Lab(Labs.B.class)
        class Inside {
            @Test
            void nested(@L1 Guest l1) {
                l1.run("nested");
            }
        }
    }
}
