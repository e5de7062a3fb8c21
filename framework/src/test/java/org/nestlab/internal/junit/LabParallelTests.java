package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.nestlab.DirtiesLab;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabScope;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;

/**
 * Classes and methods at once. A fake lab refuses commands after it was closed, so a lab closed under a test is seen.
 */
@Timeout(60)
class LabParallelTests {

    private static final Class<?>[] CLASSES = {
        ManyOfA.class, ManyOfB.class, ManyOfC.class, OwnLab.class, DirtyOfA.class, MoreOfA.class
    };

    @RepeatedTest(5)
    void noLabIsClosedUnderATestAndNeverAreTooManyUp() {
        for (int capacity : new int[] {1, 2, 3}) {
            TestRun run = inParallel(new FakeEngine(), capacity, CLASSES);

            assertThat(run.failures()).isEmpty();
            assertThat(run.passed()).isEqualTo(36);
            assertThat(run.engine().mostUp).hasValueLessThanOrEqualTo(capacity);
            assertThat(run.engine().up).hasValue(0);
        }
    }

    @Test
    void classesThatAskAtOnceShareOneLab() {
        TestRun run = inParallel(new FakeEngine(), 1, ManyOfA.class, MoreOfA.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log().stream().filter(line -> !line.startsWith("test"))).containsExactly("up a#1", "down a#1");
    }

    @Test
    void aFailureIsSharedByThoseWhoWaitForTheSameLab() {
        FakeEngine engine = new FakeEngine().failing("a", new IllegalStateException("no"));

        TestRun run = inParallel(engine, 2, ManyOfA.class, MoreOfA.class);

        assertThat(run.failures()).hasSize(12);
        assertThat(run.log()).containsExactly("failed a");
    }

    private static TestRun inParallel(FakeEngine engine, int capacity, Class<?>... classes) {
        return TestRun.of(
                engine,
                Map.of(
                        // A thread that joins a class's tests may run another class's meanwhile, and then waits for
                        // itself.
                        "nestlab.timeout.scale", "0.01",
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4",
                        "nestlab.labs.max", String.valueOf(capacity)),
                classes);
    }

    @Execution(ExecutionMode.CONCURRENT)
    abstract static class SixTests {
        @L1
        Guest field;

        @RepeatedTest(3)
        void byField() {
            field.run("test");
        }

        @RepeatedTest(3)
        void byParameter(@L1 Guest l1) {
            l1.run("test");
        }
    }

    @Lab(Labs.A.class)
    static class ManyOfA extends SixTests {}

    @Lab(Labs.A.class)
    static class MoreOfA extends SixTests {}

    @Lab(Labs.B.class)
    static class ManyOfB extends SixTests {}

    @Lab(Labs.C.class)
    static class ManyOfC extends SixTests {}

    @Lab(value = Labs.A.class, scope = LabScope.CLASS)
    static class OwnLab extends SixTests {}

    @Lab(Labs.A.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class DirtyOfA {
        @RepeatedTest(6)
        @DirtiesLab
        void dirty(@L1 Guest l1) {
            l1.run("test");
        }
    }
}
