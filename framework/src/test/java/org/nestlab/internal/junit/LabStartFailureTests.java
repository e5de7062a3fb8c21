package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;

/** Labs that do not come up. */
class LabStartFailureTests {

    @Test
    void aLabThatFailedIsNotTriedAgain() {
        ProvisioningException failure = new ProvisioningException("L1 hypervisor: no login after 180 s");
        FakeEngine engine = new FakeEngine().failing("a", failure);

        TestRun run = TestRun.of(
                engine,
                Map.of(),
                LabSharingTests.FirstOfA.class,
                LabSharingTests.OwnA.class,
                LabSharingTests.FirstOfB.class);

        assertThat(run.log()).containsExactly("failed a", "up b#1", "first on b#1 L1 hypervisor", "down b#1");
        assertThat(run.failures().get(0)).isSameAs(failure);
        assertThat(run.failures().subList(1, run.failures().size()))
                .hasSize(3)
                .allSatisfy(again -> assertThat(again)
                        .isInstanceOf(ProvisioningException.class)
                        .hasMessage("lab 'a' failed before: L1 hypervisor: no login after 180 s")
                        .hasCause(failure));
    }

    @Test
    void whoseFaultItWasStaysTheSame() {
        FakeEngine engine = new FakeEngine()
                .failing("a", new HostNotCapableException("no vmx or svm"))
                .failing("b", new LabConfigurationException("no such CPU model"))
                .failing("c", new IllegalStateException("a slip"));

        TestRun run = TestRun.of(
                engine,
                Map.of(),
                LabSharingTests.FirstOfA.class,
                LabSharingTests.SecondOfA.class,
                LabSharingTests.FirstOfB.class,
                SecondOfB.class,
                LabSharingTests.FirstOfC.class,
                SecondOfC.class);

        assertThat(run.failures())
                .extracting(failure -> failure.getClass().getSimpleName() + ": " + failure.getMessage())
                .containsExactly(
                        "HostNotCapableException: no vmx or svm",
                        "HostNotCapableException: lab 'a' failed before: no vmx or svm",
                        "LabConfigurationException: no such CPU model",
                        "LabConfigurationException: lab 'b' failed before: no such CPU model",
                        "ProvisioningException: lab 'c' could not be brought up: java.lang.IllegalStateException: a slip",
                        "ProvisioningException: lab 'c' failed before: lab 'c' could not be brought up: java.lang.IllegalStateException: a slip");
    }

    @Test
    void aFailedLabLeavesItsPlaceToTheNext() {
        FakeEngine engine = new FakeEngine().failing("a", new ProvisioningException("no"));

        TestRun run = TestRun.of(engine, Map.of(), LabSharingTests.FirstOfA.class, LabSharingTests.FirstOfB.class);

        assertThat(run.passed()).isEqualTo(1);
    }

    @Test
    void aWrongSettingFailsTheTestsThatNeedALab() {
        TestRun run = TestRun.of(new FakeEngine(), Map.of("nestlab.tier", "fast"), LabSharingTests.FirstOfA.class);

        assertThat(run.log()).isEmpty();
        assertThat(run.messages())
                .containsExactly("setting 'nestlab.tier' is 'fast'; expected one of auto, kvm, emulated");
    }

    @Lab(Labs.B.class)
    static class SecondOfB {
        @Test
        void second(@L1 Guest l1) {
            l1.run("second");
        }
    }

    @Lab(Labs.C.class)
    static class SecondOfC {
        @Test
        void second(@L1 Guest l1) {
            l1.run("second");
        }
    }
}
