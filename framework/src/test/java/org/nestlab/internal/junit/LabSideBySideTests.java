package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.experiment.Bench;
import org.nestlab.fake.FakeEngine;
import org.nestlab.internal.plan.Capacity;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

/** Which classes run at the same time where JUnit runs classes at the same time, and how many labs are up then. */
@Timeout(60)
class LabSideBySideTests {

    private static final long PLENTY = 1L << 50;

    private static final Map<String, AtomicInteger> RUNNING = new ConcurrentHashMap<>();
    private static final Map<String, Integer> MOST = new ConcurrentHashMap<>();
    private static volatile CountDownLatch meeting = new CountDownLatch(0);

    @BeforeEach
    void nothingRuns() {
        RUNNING.clear();
        MOST.clear();
    }

    @Test
    void classesOfDifferentLabsRunAtTheSameTime() {
        meeting = new CountDownLatch(2);

        TestRun run = classesAtOnce(new FakeEngine(), "2", MeetsOnA.class, MeetsOnB.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).isEqualTo(2);
    }

    @RepeatedTest(3)
    void classesOfOneLabRunOneAfterTheOther() {
        TestRun run = classesAtOnce(new FakeEngine(), "3", OneOfA.class, TwoOfA.class, OneOfB.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).isEqualTo(10);
        assertThat(MOST).containsEntry("a", 1).containsEntry("b", 1);
    }

    @Test
    void aClassThatBearsOthersRunsBesideThem() {
        meeting = new CountDownLatch(2);

        TestRun run = classesAtOnce(new FakeEngine(), "1", BearsOthers.class, BearsOthersToo.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log()).filteredOn(line -> line.startsWith("up")).containsExactly("up a#1");
    }

    @RepeatedTest(3)
    void aClassThatMeasuresRunsAlone() {
        TestRun run = classesAtOnce(new FakeEngine(), "3", OneOfA.class, OneOfB.class, Measures.class);

        assertThat(run.failures()).isEmpty();
        assertThat(MOST).containsEntry("beside a measurement", 0);
    }

    @ParameterizedTest
    @CsvSource({"1,99999,1", "2,99999,2", "3,99999,3", "3,9000,2", "3,4000,1", "0,0,1"})
    void autoBringsUpAsManyLabsAsTheHostHasRoomFor(int cpus, long memoryMib, int most) {
        FakeEngine engine = new FakeEngine().onHostWith(new Capacity(cpus, memoryMib, PLENTY));

        TestRun run = classesAtOnce(engine, "auto", OneOfA.class, OneOfB.class, OneOfC.class);

        assertThat(run.failures()).isEmpty();
        assertThat(engine.mostUp).hasValueLessThanOrEqualTo(most);
        assertThat(engine.asked).as("questions to the host").hasValue(1);
    }

    @Test
    void autoUsesTheRoomThatThereIs() {
        meeting = new CountDownLatch(2);
        FakeEngine engine = new FakeEngine().onHostWith(new Capacity(2, PLENTY, PLENTY));

        assertThat(classesAtOnce(engine, "auto", MeetsOnA.class, MeetsOnB.class).failures())
                .isEmpty();
    }

    @Test
    void aHostThatDoesNotAnswerGetsOneLabAtATime() {
        FakeEngine engine = new FakeEngine().onSilentHost(new HostNotCapableException("no answer"));

        TestRun run = classesAtOnce(engine, "auto", OneOfA.class, OneOfB.class, OneOfC.class);

        assertThat(run.failures()).isEmpty();
        assertThat(engine.mostUp).hasValue(1);
    }

    @Test
    void aNumberAsksNoHost() {
        FakeEngine engine = new FakeEngine().onSilentHost(new HostNotCapableException("no answer"));

        assertThat(classesAtOnce(engine, "2", OneOfA.class).failures()).isEmpty();
        assertThat(engine.asked).hasValue(0);
    }

    @Test
    void aWrongDefinitionFailsItsOwnClassAlone() {
        TestRun run = classesAtOnce(new FakeEngine(), "2", Wrong.class, OneOfA.class);

        assertThat(run.passed()).isEqualTo(3);
        assertThat(run.failures()).singleElement().asString().contains("failed: java.lang.AssertionError: no lab");
    }

    private static TestRun classesAtOnce(FakeEngine engine, String labs, Class<?>... classes) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("nestlab.labs.max", labs);
        parameters.put("junit.jupiter.execution.parallel.enabled", "true");
        parameters.put("junit.jupiter.execution.parallel.mode.default", "same_thread");
        parameters.put("junit.jupiter.execution.parallel.mode.classes.default", "concurrent");
        parameters.put("junit.jupiter.execution.parallel.config.strategy", "fixed");
        parameters.put("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
        return TestRun.of(engine, parameters, classes);
    }

    /** Three tests that take a while, each counted by its lab. */
    abstract static class Counted {
        @BeforeEach
        void begin(@L1 Guest l1) {
            String lab = lab();
            MOST.merge(lab, running(lab).incrementAndGet(), Math::max);
        }

        @AfterEach
        void end() {
            running(lab()).decrementAndGet();
        }

        private static AtomicInteger running(String lab) {
            return RUNNING.computeIfAbsent(lab, key -> new AtomicInteger());
        }

        abstract String lab();

        @RepeatedTest(3)
        void takesAWhile(@L1 Guest l1) throws InterruptedException {
            l1.run("test");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    abstract static class CountedOfA extends Counted {
        @Override
        String lab() {
            return "a";
        }
    }

    @Lab(Labs.A.class)
    static class OneOfA extends CountedOfA {}

    @Lab(Labs.A.class)
    static class TwoOfA extends CountedOfA {
        @Nested
        class Inner {
            @Test
            void takesAWhile(@L1 Guest l1) throws InterruptedException {
                l1.run("test");
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Lab(Labs.B.class)
    static class OneOfB extends Counted {
        @Override
        String lab() {
            return "b";
        }
    }

    @Lab(Labs.C.class)
    static class OneOfC extends Counted {
        @Override
        String lab() {
            return "c";
        }
    }

    @Lab(Labs.C.class)
    static class Measures {
        @RepeatedTest(3)
        void alone(@L1 Guest l1) throws InterruptedException {
            l1.run("test");
            TimeUnit.MILLISECONDS.sleep(20);
            int others = RUNNING.values().stream().mapToInt(AtomicInteger::get).sum();
            MOST.merge("beside a measurement", others, Math::max);
        }

        @SuppressWarnings("unused") // what makes it a class that measures
        void measure(Bench bench, TestInfo test) {}
    }

    /** A test that passes only if another one runs at the same time. */
    abstract static class Meets {
        @Test
        void meetsAnother(@L1 Guest l1) throws InterruptedException {
            l1.run("test");
            meeting.countDown();
            assertThat(meeting.await(20, TimeUnit.SECONDS))
                    .as("another test runs")
                    .isTrue();
        }
    }

    static final class NoLab implements LabDefinition {
        @Override
        public LabSpec spec() {
            throw new AssertionError("no lab");
        }
    }

    @Lab(NoLab.class)
    static class Wrong {
        @Test
        void hasNoLab(@L1 Guest l1) {}
    }

    @Lab(Labs.A.class)
    static class MeetsOnA extends Meets {}

    @Lab(Labs.B.class)
    static class MeetsOnB extends Meets {}

    @Lab(Labs.A.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class BearsOthers extends Meets {}

    @Lab(Labs.A.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class BearsOthersToo extends Meets {}
}
