package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.DirtiesLab;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.LabSource;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

class LabReplacementTests {

    @Test
    void aDirtyLabIsReplacedAfterTheTest() {
        TestRun run = TestRun.of(DirtyMethod.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "one on a#1 L1 hypervisor",
                        "two on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "three on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void fieldsOfAnInstancePerClassFollowTheReplacement() {
        TestRun run = TestRun.of(DirtyPerClass.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "one on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "two on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void aDirtyClassKeepsItsLabForItselfFromItsEndOn() {
        TestRun run =
                TestRun.of(DirtyClass.class, DirtyNested.class, DirtyMatrix.class, LabSharingTests.FirstOfA.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "one on a#1 L1 hypervisor",
                        "two on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "outer on a#2 L1 hypervisor",
                        "nested on a#2 L1 hypervisor",
                        "down a#2",
                        "up a#3",
                        "cell on a#3 L1 hypervisor",
                        "down a#3",
                        "up a#4",
                        "first on a#4 L1 hypervisor",
                        "down a#4");
    }

    @Test
    void aLabThatDiesIsReplacedAndTheFailingTestIsTold() {
        TestRun run = TestRun.of(Dying.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "panic on a#1 L1 hypervisor",
                        "diagnose a#1: l1 does not answer",
                        "down a#1",
                        "up a#2",
                        "two on a#2 L1 hypervisor",
                        "down a#2");
        assertThat(run.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly(
                                "lab 'a' is dead and the next test gets a new one: L1 hypervisor: kernel panic"));
    }

    @Test
    void aTestWhoseGuestTheEmulationBrokeIsAbortedAndTheNextOneGetsANewLab() {
        TestRun run = TestRun.of(Broken.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.aborts())
                .singleElement()
                .satisfies(abort -> assertThat(abort)
                        .hasMessage(
                                "cannot tell: L1 hypervisor: QEMU's emulation of nested virtualization broke this guest: its CPU. The next test gets a new lab; run this one again")
                        .hasRootCauseMessage("l1 does not answer"));
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "the emulation breaks it on a#1 L1 hypervisor",
                        "diagnose a#1: l1 does not answer",
                        "down a#1",
                        "up a#2",
                        "two on a#2 L1 hypervisor",
                        "down a#2");
    }

    /** What broke one attempt says nothing of the next: it is no lab that failed before. */
    @Test
    void aLabThatTheEmulationBrokeInItsBootAbortsItsTestAndIsTriedAgainByTheNext() {
        EmulatorFaultException fault =
                new EmulatorFaultException("L1 hypervisor: its CPU", new IllegalStateException("libvirt is gone"));
        FakeEngine engine = new FakeEngine().failing("a", fault);

        TestRun run = TestRun.of(engine, Map.of(), DirtyMethod.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.aborts())
                .hasSize(3)
                .allSatisfy(abort -> assertThat(abort)
                        .hasMessage(
                                "cannot tell: L1 hypervisor: its CPU. The next test gets a new lab; run this one again")
                        .hasCause(fault));
        assertThat(run.log()).containsExactly("failed a", "failed a", "failed a");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aLabThatFailedBeforeFailsInTheSameWay(LabException failure) {
        TestRun run = TestRun.of(new FakeEngine().failing("a", failure), Map.of(), DirtyMethod.class);

        assertThat(run.log()).as("one attempt").containsExactly("failed a");
        assertThat(run.failures())
                .hasSize(3)
                .allSatisfy(again -> assertThat(again).hasSameClassAs(failure));
        assertThat(run.messages().subList(1, 3)).containsOnly("lab 'a' failed before: what happened");
    }

    static List<LabException> failures() {
        return List.of(
                new HostNotCapableException("what happened"),
                new LabConfigurationException("what happened"),
                new GuestCommandException("what happened"),
                new GuestCrashedException("what happened"),
                new NoAnswerException("what happened"),
                new ProvisioningException("what happened"));
    }

    @Test
    void aLabThatDiesUnnoticedIsReplacedForTheNextTest() {
        TestRun run = TestRun.of(DyingUnnoticed.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "panic on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "two on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void aFailureToCloseADirtyLabFailsTheTestThatDirtiedItAndNoOther() {
        FakeEngine engine = new FakeEngine().failingToClose("a", new IllegalStateException("pool is busy"));

        TestRun run = TestRun.of(engine, Map.of(), DirtyMethod.class);

        assertThat(run.messages()).containsExactly("pool is busy");
        assertThat(run.passed()).isEqualTo(2);
    }

    @Test
    void aFailureToCloseNeverHidesTheFailureOfTheTest() {
        FakeEngine engine = new FakeEngine().failingToClose("a", new IllegalStateException("pool is busy"));

        TestRun run = TestRun.of(engine, Map.of(), DirtyAndFailing.class);

        assertThat(run.messages()).containsExactly("the claim is wrong");
        assertThat(run.failures().get(0).getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("pool is busy");
    }

    @Test
    void aFailureToMakeRoomIsNotTheNextTestsFault() {
        FakeEngine engine = new FakeEngine().failingToClose("a", new IllegalStateException("pool is busy"));

        TestRun run = TestRun.of(engine, Map.of(), LabSharingTests.FirstOfA.class, LabSharingTests.FirstOfB.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log()).contains("first on b#1 L1 hypervisor");
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class DirtyMethod {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("one");
        }

        @Test
        @DirtiesLab
        void test2(@L1 Guest l1) {
            l1.run("two");
        }

        @Test
        void test3(@L1 Guest l1) {
            l1.run("three");
        }
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class DirtyPerClass {
        @L1
        Guest l1;

        @Test
        @DirtiesLab
        void test1() {
            l1.run("one");
        }

        @Test
        void test2() {
            l1.run("two");
        }
    }

    @Lab(Labs.A.class)
    @DirtiesLab
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class DirtyClass {
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
    static class DirtyNested {
        @Test
        void outer(@L1 Guest l1) {
            l1.run("outer");
        }

        @Nested
        @DirtiesLab
        class Inside {
            @Test
            void nested(@L1 Guest l1) {
                l1.run("nested");
            }
        }
    }

    @LabSource
    @DirtiesLab
    static class DirtyMatrix {
        static List<LabSpec> cells() {
            return List.of(new Labs.A().spec());
        }

        @Test
        void cell(@L1 Guest l1) {
            l1.run("cell");
        }
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Dying {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("panic");
            fail("l1 does not answer");
        }

        @Test
        void test2(@L1 Guest l1) {
            l1.run("two");
        }
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Broken {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("the emulation breaks it");
            fail("l1 does not answer");
        }

        @Test
        void test2(@L1 Guest l1) {
            l1.run("two");
        }
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class DyingUnnoticed {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("panic");
        }

        @Test
        void test2(@L1 Guest l1) {
            l1.run("two");
        }
    }

    @Lab(Labs.A.class)
    static class DirtyAndFailing {
        @Test
        @DirtiesLab
        void test(@L1 Guest l1) {
            l1.run("test");
            fail("the claim is wrong");
        }
    }
}
