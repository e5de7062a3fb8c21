package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.OnLevel;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;

class InjectionTests {

    @Test
    void machinesOfEveryLevelComeAsParametersAndFields() {
        TestRun run = TestRun.of(Everywhere.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.log())
                .containsExactly(
                        "up wide#1",
                        "before all on wide#1 L1 hypervisor",
                        "constructor on wide#1 L2 left",
                        "private field on wide#1 L2 right",
                        "inherited field on wide#1 L0 host",
                        "host on wide#1 L0 host",
                        "machine on wide#1 L0 host",
                        "deep on wide#1 L3 deep",
                        "composed on wide#1 L2 right",
                        "after each on wide#1 L1 hypervisor",
                        "down wide#1");
    }

    @Test
    void composedAndInheritedAnnotationsCount() {
        assertThat(TestRun.of(Composed.class, Inheriting.class).log())
                .containsExactly("up a#1", "test on a#1 L2 guest", "test on a#1 L2 guest", "down a#1");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @L2("right")
    @interface RightGuest {}

    @Retention(RetentionPolicy.RUNTIME)
    @Lab(Labs.A.class)
    @interface LabA {}

    static class WithHost {
        @OnLevel(0)
        protected Host inherited;
    }

    @Lab(Labs.Wide.class)
    @SuppressWarnings("NullAway") // does not know the composed annotation
    static class Everywhere extends WithHost {
        @RightGuest
        private Guest right;

        Everywhere(@L2("left") Guest left) {
            left.run("constructor");
        }

        @BeforeAll
        static void beforeAll(@L1 Guest l1) {
            l1.run("before all");
        }

        @BeforeEach
        void beforeEach() {
            right.run("private field");
            inherited.run("inherited field");
        }

        @Test
        void test(
                Host host,
                @OnLevel(0) Machine machine,
                @OnLevel(value = 3, name = "deep") Guest deep,
                @RightGuest Guest r) {
            host.run("host");
            machine.run("machine");
            deep.run("deep");
            r.run("composed");
        }

        @AfterEach
        void afterEach(@L1 Guest l1) {
            l1.run("after each");
        }
    }

    @LabA
    static class Composed {
        @Test
        void test(@L2 Guest l2) {
            l2.run("test");
        }
    }

    static class Inheriting extends Composed {}
}
