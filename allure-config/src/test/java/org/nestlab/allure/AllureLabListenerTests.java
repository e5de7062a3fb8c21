package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nestlab.allure.Run.all;
import static org.nestlab.allure.Run.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.qameta.allure.util.PropertiesUtils;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.nestlab.ProvisioningException;
import org.nestlab.machine.Level;

class AllureLabListenerTests {

    @TempDir
    Path results;

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class SharedLab {
        private static final FakeLab LAB = new FakeLab("aaaa0001");

        @Test
        @Order(1)
        void bringsItUp() {
            LAB.up();
        }

        @Test
        @Order(2)
        void usesIt() {
            LAB.label("level", "L2");
        }

        @Test
        @Order(3)
        void knowsNothingOfIt() {}

        @AfterAll
        static void down() {
            LAB.down("pool nestlab-aaaa0001");
        }
    }

    @Test
    void stepsGoToTheTestThatCausedThemWithTheirTimes() {
        Run run = Run.of(results, SharedLab.class);

        JsonNode group = run.test("bringsItUp").path("steps").path(0);
        assertThat(group.path("name").asText()).isEqualTo("lab kvm-in-kvm up in 88.0 s");
        assertThat(all(group.path("steps"), "name"))
                .containsExactly("L1 hypervisor: wait for login", "L2 guest: wait for login");
        JsonNode l2 = group.path("steps").path(1);
        assertThat(l2.path("start").asLong())
                .isEqualTo(FakeLab.START.plusSeconds(28).toEpochMilli());
        assertThat(l2.path("stop").asLong())
                .isEqualTo(FakeLab.START.plusSeconds(88).toEpochMilli());
        assertThat(run.test("usesIt").path("steps")).isEmpty();
        assertThat(run.test("knowsNothingOfIt").path("steps")).isEmpty();
    }

    @Test
    void thePlanIsAttachedOnceWithTheReasonOfItsTier() {
        Run run = Run.of(results, SharedLab.class);

        JsonNode plan = run.test("bringsItUp").path("steps").path(0).path("attachments");
        assertThat(all(plan, "name")).containsExactly("plan of kvm-in-kvm");
        assertThat(run.attachment(plan.path(0)))
                .isEqualTo("tier emulated: this CPU has neither vmx nor svm\n\n1. network\n2. L1");
        assertThat(run.test("usesIt").path("attachments")).isEmpty();
    }

    @Test
    void everyTestThatUsesTheLabIsLabelledAndNoOther() {
        Run run = Run.of(results, SharedLab.class);

        for (String user : new String[] {"bringsItUp", "usesIt"}) {
            JsonNode test = run.test(user);
            assertThat(labels(test, "lab")).containsExactly("kvm-in-kvm");
            assertThat(labels(test, "tier")).containsExactly("emulated");
            assertThat(labels(test, "kernel.L1")).containsExactly("6.1.0-28-cloud-amd64");
            assertThat(all(test.path("parameters"), "value")).containsExactly("kvm-in-kvm [aaaa0001]", "emulated");
        }
        assertThat(labels(run.test("usesIt"), "level")).containsExactly("L2");
        assertThat(labels(run.test("bringsItUp"), "level")).isEmpty();
        assertThat(labels(run.test("knowsNothingOfIt"), "lab")).isEmpty();
    }

    @Test
    void theEndOfALabIsATearDownOfTheTestThatBroughtItUp() {
        Run run = Run.of(results, SharedLab.class);

        assertThat(run.tearDowns()).hasSize(1);
        JsonNode tearDown = run.tearDowns().get(0);
        assertThat(tearDown.path("children").path(0).asText())
                .isEqualTo(run.test("bringsItUp").path("uuid").asText());
        JsonNode group = tearDown.path("afters").path(0).path("steps").path(0);
        assertThat(group.path("status").asText()).isEqualTo("broken");
        assertThat(all(group.path("steps"), "name"))
                .containsExactly("L1 hypervisor: destroy", "left behind: pool nestlab-aaaa0001");
    }

    static class UpBeforeAll {
        private static final FakeLab LAB = new FakeLab("aaaa0002");

        @BeforeAll
        static void up() {
            LAB.up();
        }

        @Test
        void first() {}
    }

    @Test
    void whatComesBeforeTheFirstTestWaitsForIt() {
        Run run = Run.of(results, UpBeforeAll.class);

        assertThat(run.test("first").path("steps").path(0).path("steps")).hasSize(2);
        assertThat(run.tearDowns()).isEmpty();
    }

    static class FailsBeforeAll {
        private static final FakeLab LAB = new FakeLab("aaaa0003");

        @BeforeAll
        static void up() {
            LAB.plan();
            LAB.failingStep("want <cpu mode='host-passthrough'/>");
            LAB.console("Kernel panic - not syncing: <init>");
            LAB.down("");
            throw new ProvisioningException("L1 hypervisor: want <cpu mode='host-passthrough'/>");
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void aLabThatFailedBeforeAllTestsIsToldInTheResultOfItsClass() {
        Run run = Run.of(results, FailsBeforeAll.class);

        JsonNode result = run.test("AllureLabListenerTests");
        assertThat(result.path("status").asText()).isEqualTo("broken");
        assertThat(result.path("statusDetails").path("message").asText())
                .isEqualTo("L1 hypervisor: want <cpu mode='host-passthrough'/>");
        JsonNode group = result.path("steps").path(0);
        assertThat(group.path("steps")
                        .path(0)
                        .path("statusDetails")
                        .path("message")
                        .asText())
                .isEqualTo("want <cpu mode='host-passthrough'/>");
        JsonNode console = result.path("attachments").path(0);
        assertThat(console.path("name").asText()).isEqualTo("L1 hypervisor console");
        assertThat(run.attachment(console)).isEqualTo("Kernel panic - not syncing: <init>");
        assertThat(run.tearDowns()).isEmpty();
    }

    static class OtherThreads {
        private static final FakeLab LAB = new FakeLab("aaaa0004");

        @Test
        void worksElsewhere() throws InterruptedException {
            LAB.plan();
            Thread worker = new Thread(() -> LAB.step(Level.L1, "L1 hypervisor: start", 0, 1));
            worker.start();
            worker.join();
        }
    }

    @Test
    void workOnAnotherThreadGoesToTheTestThatUsesTheLab() {
        Run run = Run.of(results, OtherThreads.class);

        assertThat(all(run.test("worksElsewhere").path("steps").path(0).path("steps"), "name"))
                .containsExactly("L1 hypervisor: start");
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        private static final CountDownLatch BOTH = new CountDownLatch(2);

        @Test
        void one() throws InterruptedException {
            use(new FakeLab("aaaa0005"), "L1 one");
        }

        @Test
        void two() throws InterruptedException {
            use(new FakeLab("aaaa0006"), "L1 two");
        }

        private static void use(FakeLab lab, String step) throws InterruptedException {
            BOTH.countDown();
            BOTH.await();
            lab.plan();
            lab.step(Level.L1, step, 0, 1);
        }
    }

    @Test
    void parallelTestsKeepTheirOwn() {
        Run run = Run.of(
                results,
                Parallel.class,
                "junit.jupiter.execution.parallel.enabled=true",
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=2");

        for (String name : new String[] {"one", "two"}) {
            assertThat(run.test(name).path("steps")).hasSize(1);
            assertThat(all(run.test(name).path("steps").path(0).path("steps"), "name"))
                    .containsExactly("L1 " + name);
        }
    }

    static class NobodyClaims {
        @Test
        void nothing() {}

        @AfterAll
        static void evidence() {
            new FakeLab("aaaa0007").console("left over");
        }
    }

    @Test
    void whatNobodyClaimsIsStillWritten() {
        Run run = Run.of(results, NobodyClaims.class);

        JsonNode fixture = run.tearDowns().get(0).path("afters").path(0);
        assertThat(run.attachment(fixture.path("attachments").path(0))).isEqualTo("left over");
    }

    @Test
    void aProjectNeedsNoAllurePropertiesOfItsOwn() {
        assertThat(PropertiesUtils.loadAllureProperties())
                .containsEntry("allure.results.directory", "target/allure-results")
                .containsEntry("allure.results.clean.before.run", "true");
    }
}
