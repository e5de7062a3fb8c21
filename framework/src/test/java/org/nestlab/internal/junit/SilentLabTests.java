package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;

/** Labs in which a guest does not answer, and no diagnosis says that it is dead. */
class SilentLabTests {

    /** Nothing says of what: it may have been nothing but the test, which lets a guest go on when it cleans up. */
    @Test
    void aLabThatDoesNotAnswerAfterItsFailedTestIsReplaced() {
        TestRun run = TestRun.of(Silent.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "falls silent on a#1 L1 hypervisor",
                        "diagnose a#1: l1 does not answer",
                        "speaks again on a#1 L1 hypervisor",
                        "asked again a#1",
                        "falls silent on a#1 L1 hypervisor",
                        "diagnose a#1: l1 does not answer",
                        "asked again a#1",
                        "down a#1",
                        "up a#2",
                        "three on a#2 L1 hypervisor",
                        "down a#2");
        assertThat(run.failures()).hasSize(2);
        assertThat(run.failures().get(0).getSuppressed()).isEmpty();
        assertThat(run.failures().get(1).getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "lab 'a' is dead and the next test gets a new one: L1 hypervisor: it did not answer when it was asked again after the test");
    }

    /** Its tests are told one by one, and the lab is the factory's until its end. */
    @Test
    void aLabThatFellSilentUnderDynamicTestsIsReplacedAfterThem() {
        TestRun run = TestRun.of(SilentFactory.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "falls silent on a#1 L1 hypervisor",
                        "diagnose a#1: one",
                        "diagnose a#1: two",
                        "asked again a#1",
                        "down a#1",
                        "up a#2",
                        "next on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Silent {
        private boolean mends;

        @Test
        void test1(@L1 Guest l1) {
            mends = true;
            l1.run("falls silent");
            fail("l1 does not answer");
        }

        @Test
        void test2(@L1 Guest l1) {
            l1.run("falls silent");
            fail("l1 does not answer");
        }

        @Test
        void test3(@L1 Guest l1) {
            l1.run("three");
        }

        @AfterEach
        void mend(@L1 Guest l1) {
            if (mends) {
                l1.run("speaks again");
            }
        }
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class SilentFactory {
        @TestFactory
        Stream<DynamicTest> first(@L1 Guest l1) {
            l1.run("falls silent");
            return Stream.of("one", "two").map(name -> DynamicTest.dynamicTest(name, () -> fail(name)));
        }

        @Test
        void next(@L1 Guest l1) {
            l1.run("next");
        }
    }
}
