package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeEngine;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Level;
import org.nestlab.spi.LabEvent;

/** Tests that fail in a lab that is up. */
class LabFailureTests {

    @BeforeEach
    void forget() {
        EvidenceCollector.TOLD.clear();
    }

    @Test
    void aFailedTestIsDiagnosedBeforeItCleansUp() {
        TestRun run = TestRun.of(FailingTest.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "test on a#1 L1 hypervisor",
                        "diagnose a#1: the claim is wrong",
                        "clean up on a#1 L1 hypervisor",
                        "down a#1");
        assertThat(EvidenceCollector.TOLD)
                .containsExactly(new LabEvent.Evidence("a#1", "console", "text/plain", "the claim is wrong"));
    }

    @Test
    void whateverFailsAfterTheEndOfTheRunSaysSo() {
        TestRun run = TestRun.of(OverlongTest.class);

        // Its levels were looked at before it was taken down, and are not there any more.
        assertThat(run.log())
                .containsExactly("up a#1", "the run is over on a#1 L1 hypervisor", "cut short a#1", "down a#1");
        assertThat(run.failures()).hasSize(1);
        assertThat(run.failures().get(0))
                .hasMessage("no answer")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("the run is over"));
    }

    @Test
    void failuresOfEveryPhaseAreDiagnosedOnce() {
        assertThat(TestRun.of(FailingBeforeAll.class).log())
                .containsExactly("up a#1", "diagnose a#1: before all", "down a#1");
        assertThat(TestRun.of(FailingBeforeEach.class).log())
                .containsExactly("up a#1", "diagnose a#1: before each", "down a#1");
        assertThat(TestRun.of(FailingAfterEach.class).log())
                .containsExactly("up a#1", "diagnose a#1: after each", "down a#1");
        assertThat(TestRun.of(FailingAfterAll.class).log())
                .containsExactly("up a#1", "diagnose a#1: after all", "down a#1");
        assertThat(TestRun.of(FailingConstructor.class).log())
                .containsExactly("up a#1", "diagnose a#1: constructor", "down a#1");
        assertThat(TestRun.of(FailingResolution.class).log())
                .containsExactly(
                        "up a#1",
                        "diagnose a#1: lab 'a' has no guest 'nobody' at L1, required for parameter 'second' of FailingResolution.test: its guests there are 'hypervisor'",
                        "down a#1");
    }

    @Test
    void aDynamicTestThatFailsIsDiagnosedAsAnyOther() {
        TestRun run = TestRun.of(FailingFactory.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "factory on a#1 L1 hypervisor",
                        "first on a#1 L1 hypervisor",
                        "diagnose a#1: second",
                        "third on a#1 L1 hypervisor",
                        "down a#1");
        assertThat(run.messages()).containsExactly("second");
    }

    @Test
    void aGuestThatDiedIsToldBesideTheFailure() {
        TestRun run = TestRun.of(Panicking.class);

        assertThat(run.failures().get(0).getSuppressed())
                .singleElement()
                .isInstanceOf(GuestCrashedException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("lab 'a' is dead and the next test gets a new one: L1 hypervisor: kernel panic");
    }

    private static Attribution found(FailureCause cause) {
        return new Attribution(cause, Level.L2, "L2 guest", "the QEMU of L2 guest is gone");
    }

    @Test
    void whichLayerDiedStandsOnTopOfAFailureOfTheLab() {
        FakeEngine engine = new FakeEngine().blaming("a", found(FailureCause.QEMU_GONE));

        TestRun run = TestRun.of(engine, Map.of(), SilentGuest.class);

        assertThat(run.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(GuestCommandException.class)
                        .hasMessage(
                                "which layer died: L2 guest: QEMU is gone: the QEMU of L2 guest is gone%nL2 guest: no answer"
                                        .formatted()));
    }

    @Test
    void anotherFailureKeepsItsMessageAndSuppressesWhichLayerDied() {
        FakeEngine engine = new FakeEngine().blaming("a", found(FailureCause.QEMU_GONE));

        TestRun run = TestRun.of(engine, Map.of(), FailingTest.class);

        assertThat(run.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessage("the claim is wrong")
                        .hasSuppressedException(new ProvisioningException(
                                "which layer died: L2 guest: QEMU is gone: the QEMU of L2 guest is gone")));
    }

    @Test
    void whereNoLayerDiedAFailureStaysAsItIs() {
        FakeEngine engine = new FakeEngine().blaming("a", found(FailureCause.THE_TEST));

        TestRun run = TestRun.of(engine, Map.of(), FailingTest.class, SilentGuest.class);

        assertThat(run.messages()).containsExactly("the claim is wrong", "L2 guest: no answer");
        assertThat(run.failures().get(0).getSuppressed()).isEmpty();
    }

    @Test
    void anAbortedTestIsNoFailure() {
        assertThat(TestRun.of(Aborting.class).log()).containsExactly("up a#1", "down a#1");
    }

    @Test
    void aListenerThatBreaksBreaksNothing() {
        TestRun run = TestRun.of(BreakingTheListener.class);

        assertThat(run.messages()).containsExactly("break the listener");
        assertThat(EvidenceCollector.TOLD).hasSize(1);
    }

    @Lab(Labs.A.class)
    static class OverlongTest {
        @Test
        void test(@L1 Guest l1) {
            l1.run("the run is over");
            fail("no answer");
        }
    }

    @Lab(Labs.A.class)
    static class FailingTest {
        @L1
        Guest l1;

        @Test
        void test() {
            l1.run("test");
            fail("the claim is wrong");
        }

        @AfterEach
        void cleanUp() {
            l1.run("clean up");
        }
    }

    @Lab(Labs.A.class)
    static class SilentGuest {
        @Test
        void test(@L1 Guest l1) {
            throw new GuestCommandException("L2 guest: no answer");
        }
    }

    @Lab(Labs.A.class)
    static class FailingBeforeAll {
        @BeforeAll
        static void beforeAll(@L1 Guest l1) {
            fail("before all");
        }

        @Test
        void test() {}
    }

    @Lab(Labs.A.class)
    static class FailingBeforeEach {
        @BeforeEach
        void beforeEach(@L1 Guest l1) {
            fail("before each");
        }

        @Test
        void test() {}
    }

    @Lab(Labs.A.class)
    static class FailingAfterEach {
        @Test
        void test(@L1 Guest l1) {}

        @AfterEach
        void afterEach() {
            fail("after each");
        }
    }

    @Lab(Labs.A.class)
    static class FailingAfterAll {
        @Test
        void test(@L1 Guest l1) {}

        @AfterAll
        static void afterAll() {
            fail("after all");
        }
    }

    @Lab(Labs.A.class)
    static class FailingConstructor {
        FailingConstructor(@L1 Guest l1) {
            fail("constructor");
        }

        @Test
        void test() {}
    }

    @Lab(Labs.A.class)
    static class FailingResolution {
        @Test
        void test(@L1 Guest first, @L1("nobody") Guest second) {}
    }

    @Lab(Labs.A.class)
    static class FailingFactory {
        @TestFactory
        Stream<DynamicNode> factory(@L1 Guest l1) {
            l1.run("factory");
            return Stream.of(
                    dynamicTest("first", () -> l1.run("first")),
                    dynamicContainer("inner", Stream.of(dynamicTest("second", () -> fail("second")))),
                    dynamicTest("third", () -> l1.run("third")));
        }
    }

    @Lab(Labs.A.class)
    static class Panicking {
        @Test
        void test(@L1 Guest l1) {
            l1.run("panic");
            fail("it no longer answers");
        }
    }

    @Lab(Labs.A.class)
    static class Aborting {
        @Test
        void test(@L1 Guest l1) {
            abort("not here");
        }
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class BreakingTheListener {
        @Test
        void test(@L1 Guest l1) {
            fail("break the listener");
        }
    }
}
