package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabExtension;
import org.nestlab.LabScope;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

class LabSharingTests {

    @Test
    void equalSpecsShareOneLab() {
        TestRun run = TestRun.of(FirstOfA.class, SecondOfA.class);

        assertThat(run.log())
                .containsExactly("up a#1", "first on a#1 L1 hypervisor", "second on a#1 L1 hypervisor", "down a#1");
        assertThat(run.passed()).isEqualTo(2);
    }

    @Test
    void aClassOfItsOwnSharesWithNobody() {
        TestRun run = TestRun.of(OwnA.class, FirstOfA.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "one on a#1 L1 hypervisor",
                        "two on a#1 L1 hypervisor",
                        "after all on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "first on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void anIdleLabMakesRoomForTheNext() {
        TestRun run = TestRun.of(FirstOfA.class, FirstOfB.class, SecondOfA.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "first on a#1 L1 hypervisor",
                        "down a#1",
                        "up b#1",
                        "first on b#1 L1 hypervisor",
                        "down b#1",
                        "up a#2",
                        "second on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void theLabThatIsIdleLongestGoesFirstAndTheYoungestIsClosedFirstAtTheEnd() {
        TestRun run = TestRun.of(
                new FakeEngine(),
                Map.of("nestlab.labs.max", "2"),
                FirstOfA.class,
                FirstOfB.class,
                SecondOfA.class,
                FirstOfC.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "first on a#1 L1 hypervisor",
                        "up b#1",
                        "first on b#1 L1 hypervisor",
                        "second on a#1 L1 hypervisor",
                        "down b#1",
                        "up c#1",
                        "first on c#1 L1 hypervisor",
                        "down c#1",
                        "down a#1");
    }

    @Test
    void aLabIsBroughtUpForTheFirstMachineThatIsInjectedAndNotEarlier() {
        assertThat(TestRun.of(NothingInjected.class).log()).isEmpty();
    }

    @Test
    void perClassInstancesTakeTheLabInTheConstructor() {
        TestRun run = TestRun.of(PerClass.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "constructor on a#1 L1 hypervisor",
                        "before all on a#1 L1 hypervisor",
                        "field on a#1 L1 hypervisor",
                        "down a#1");
    }

    @Test
    void aRegisteredExtensionSharesByItsSpec() {
        TestRun run = TestRun.of(FirstOfA.class, Registered.class, RegisteredForItself.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "first on a#1 L1 hypervisor",
                        "registered on a#1 L1 hypervisor",
                        "nested on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "own on a#2 L1 hypervisor",
                        "down a#2");
        assertThat(run.failures()).isEmpty();
    }

    @Lab(Labs.A.class)
    static class FirstOfA {
        @Test
        void first(@L1 Guest l1) {
            l1.run("first");
        }
    }

    @Lab(Labs.A.class)
    static class SecondOfA {
        @Test
        void second(@L1 Guest l1) {
            l1.run("second");
        }
    }

    @Lab(Labs.B.class)
    static class FirstOfB {
        @Test
        void first(@L1 Guest l1) {
            l1.run("first");
        }
    }

    @Lab(Labs.C.class)
    static class FirstOfC {
        @Test
        void first(@L1 Guest l1) {
            l1.run("first");
        }
    }

    @Lab(value = Labs.A.class, scope = LabScope.CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class OwnA {
        @Test
        void one(@L1 Guest l1) {
            l1.run("one");
        }

        @Test
        void two(@L1 Guest l1) {
            l1.run("two");
        }

        @AfterAll
        static void afterAll(@L1 Guest l1) {
            l1.run("after all");
        }
    }

    @Lab(Labs.A.class)
    static class NothingInjected {
        @Test
        void passes() {}

        @Test
        @Disabled("costs nothing")
        void disabled(@L1 Guest l1) {
            l1.run("disabled");
        }
    }

    @Lab(Labs.A.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        @L1
        Guest field;

        PerClass(@L1 Guest l1) {
            l1.run("constructor");
        }

        @BeforeAll
        void beforeAll(@L1 Guest l1) {
            l1.run("before all");
        }

        @Test
        void test() {
            field.run("field");
        }
    }

    static class Registered {
        @RegisterExtension
        static final LabExtension LAB = LabExtension.of(LabSpec.kvmInKvm().withName("a"));

        @Test
        void test(@L1 Guest l1) {
            l1.run("registered");
        }

        @Nested
        class Inside {
            @Test
            void test(@L1 Guest l1) {
                l1.run("nested");
            }
        }
    }

    static class RegisteredForItself {
        @RegisterExtension
        static final LabExtension LAB = LabExtension.of(LabSpec.kvmInKvm().withName("a"), LabScope.CLASS);

        @Test
        void test(@L1 Guest l1) {
            l1.run("own");
        }
    }
}
