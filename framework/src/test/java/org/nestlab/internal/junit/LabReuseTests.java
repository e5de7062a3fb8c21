package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.nestlab.DirtiesLab;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabReuse;
import org.nestlab.LabScope;
import org.nestlab.RestoreLab;
import org.nestlab.experiment.Bench;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;

/** Which labs may be taken over from an earlier run, and which are left to the next one. */
class LabReuseTests {

    private static final Map<String, String> REUSE = Map.of("nestlab.reuse", "on");

    private final FakeEngine engine = new FakeEngine();

    @Test
    void aLabInWhichNothingIsMeasuredMayBeTakenOverAndIsLeftToTheNextRun() {
        TestRun run = TestRun.of(engine, REUSE, LabSharingTests.FirstOfA.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log()).startsWith("may be taken over: a", "up a#1");
        assertThat(engine.spoilt).isEmpty();
    }

    @Test
    void aLabInWhichSomethingIsMeasuredIsNot() {
        TestRun run = TestRun.of(engine, REUSE, Measuring.class, LabSharingTests.FirstOfA.class);

        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "plain on a#1 L1 hypervisor",
                        "down a#1",
                        "may be taken over: a",
                        "up a#2",
                        "first on a#2 L1 hypervisor",
                        "down a#2");
    }

    @Test
    void aDirtyLabIsNotLeftToTheNextRun() {
        TestRun run = TestRun.of(engine, REUSE, DirtyMethod.class);

        assertThat(run.failures()).isEmpty();
        assertThat(engine.spoilt).containsExactly("a#1: a test has dirtied it, or it has failed");
        assertThat(run.log()).contains("up a#2");
    }

    @Test
    void aTestThatFailsDoesNotSpoilItsLab() {
        TestRun run = TestRun.of(engine, REUSE, Failing.class);

        assertThat(run.failures()).hasSize(1);
        assertThat(run.log()).startsWith("may be taken over: a", "up a#1").endsWith("down a#1");
        assertThat(engine.spoilt).isEmpty();
    }

    @Test
    void aTestThatWantsItsLabRestoredGetsNoneThatAnEarlierRunHasUsed() {
        engine.takingOver("a");

        TestRun run = TestRun.of(engine, REUSE, Restored.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "may be taken over: a",
                        "up a#1",
                        "one on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "two on a#2 L1 hypervisor",
                        "down a#2");
        assertThat(engine.spoilt).containsExactly("a#1: a test with @RestoreLab comes after it");
    }

    @Test
    void aClassWhoseFirstTestWantsItsLabRestoredTakesNoneOver() {
        engine.takingOver("a");

        TestRun run = TestRun.of(engine, REUSE, RestoredFirst.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log()).containsExactly("up a#1", "one on a#1 L1 hypervisor", "down a#1");
    }

    @Test
    void aLabForOneClassAloneIsNeitherTakenOverNorLeft() {
        TestRun run = TestRun.of(engine, REUSE, Alone.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log()).startsWith("up a#1");
        assertThat(engine.spoilt).hasSize(1);
    }

    @Test
    void aClassCanAskForALabThatStaysUpWithoutTheSetting() {
        TestRun run = TestRun.of(engine, Map.of(), Staying.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log()).startsWith("may be taken over: a", "up a#1");
        assertThat(engine.spoilt).isEmpty();
    }

    @Test
    void aClassCanAskForALabThatDoesNotStayUpInSpiteOfTheSetting() {
        TestRun run = TestRun.of(engine, REUSE, Leaving.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log()).startsWith("up a#1");
    }

    @Test
    void classesThatDisagreeDoNotShareALab() {
        TestRun run = TestRun.of(engine, REUSE, Staying.class, Leaving.class, LabSharingTests.FirstOfA.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "may be taken over: a",
                        "up a#1",
                        "staying on a#1 L1 hypervisor",
                        "down a#1",
                        "up a#2",
                        "leaving on a#2 L1 hypervisor",
                        "down a#2",
                        "may be taken over: a",
                        "up a#3",
                        "first on a#3 L1 hypervisor",
                        "down a#3");
    }

    @Test
    void whatIsMeasuredIsNotTakenOverWhateverTheClassAsksFor() {
        TestRun run = TestRun.of(engine, Map.of(), StayingAndMeasuring.class);

        assertThat(run.log()).startsWith("up a#1", "staying on a#1 L1 hypervisor");
    }

    @Lab(value = Labs.A.class, reuse = LabReuse.ON)
    static class Staying {
        @Test
        void stays(@L1 Guest l1) {
            l1.run("staying");
        }
    }

    @Lab(value = Labs.A.class, reuse = LabReuse.OFF)
    static class Leaving {
        @Test
        void leaves(@L1 Guest l1) {
            l1.run("leaving");
        }
    }

    @Lab(value = Labs.A.class, reuse = LabReuse.ON)
    static class StayingAndMeasuring {
        @Test
        void stays(@L1 Guest l1) {
            l1.run("staying");
        }

        /** Not called: that there is such a method is what counts. */
        @SuppressWarnings("unused")
        void measure(Bench bench) {}
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
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class DirtyMethod {
        @Test
        @DirtiesLab
        void test1(@L1 Guest l1) {
            l1.run("one");
        }

        @Test
        void test2(@L1 Guest l1) {
            l1.run("two");
        }
    }

    @Lab(Labs.A.class)
    static class Failing {
        @Test
        void fails(@L1 Guest l1) {
            assertThat(l1.label()).isEqualTo("another");
        }
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Restored {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("one");
        }

        @Test
        @RestoreLab
        void test2(@L1 Guest l1) {
            l1.run("two");
        }
    }

    @Lab(Labs.A.class)
    @RestoreLab
    static class RestoredFirst {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("one");
        }
    }

    @Lab(value = Labs.A.class, scope = LabScope.CLASS)
    static class Alone {
        @Test
        void test1(@L1 Guest l1) {
            l1.run("one");
        }
    }
}
