package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.ExactMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Machines;
import org.nestlab.internal.exact.cost.Looking;
import org.nestlab.internal.exact.cost.Looking.Looked;
import org.nestlab.internal.exact.proof.MachineProof;

/** A run whose host has room for two machines boots those of a class side by side; nothing is really booted. */
@Timeout(60)
class ExactMachinesAheadTests {

    private static final List<Vendor> BOOTED = new CopyOnWriteArrayList<>();
    private static final List<Vendor> INTERRUPTED = new CopyOnWriteArrayList<>();

    private abstract static class Host implements BeforeAllCallback, Looking {
        @Override
        public void beforeAll(ExtensionContext context) {
            TestLab.sessionStore(context).put(Looking.class, this);
        }

        @Override
        public int atOnce() {
            return 2;
        }

        static Looked booted(MachineSpec machine) {
            BOOTED.add(machine.vendor());
            return Looked.withoutCosts(new MachineProof.Result(Machines.that(machine, List.of("cpuid")), ""));
        }
    }

    /** A boot ends when another one has begun, too. */
    static class TwoAtOnce extends Host {
        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        public Looked look(MachineSpec machine) {
            try {
                both.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("alone: " + machine, e);
            }
            return booted(machine);
        }
    }

    /** Intel's machines boot until they are interrupted. */
    static class SlowIntel extends Host {
        private final CountDownLatch intel = new CountDownLatch(1);

        @Override
        public Looked look(MachineSpec machine) {
            try {
                if (machine.vendor() == Vendor.INTEL) {
                    intel.countDown();
                    new CountDownLatch(1).await();
                }
                intel.await();
            } catch (InterruptedException e) {
                INTERRUPTED.add(machine.vendor());
                throw new IllegalStateException(e);
            }
            return booted(machine);
        }
    }

    static class Alone extends Host {
        @Override
        public Looked look(MachineSpec machine) {
            return booted(machine);
        }
    }

    static class Both {
        @Test
        @ExactMachine(Vendor.AMD)
        void amd(BootedMachine machine) {
            assertThat(machine.spec().vendor()).isEqualTo(Vendor.AMD);
        }

        @Test
        @ExactMachine(Vendor.INTEL)
        void intel(BootedMachine machine) {
            assertThat(machine.spec().vendor()).isEqualTo(Vendor.INTEL);
        }

        @Test
        @ExactMachine(Vendor.INTEL)
        void intelAgain(BootedMachine machine) {
            assertThat(machine.spec().vendor()).isEqualTo(Vendor.INTEL);
        }
    }

    @ExtendWith(TwoAtOnce.class)
    static class SideBySide extends Both {}

    @ExtendWith(Alone.class)
    static class OneOfThem extends Both {}

    @ExtendWith(SlowIntel.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneThatIsNotRun {
        @Test
        @Order(1)
        @ExactMachine(Vendor.AMD)
        void amd(BootedMachine machine) {}

        @Test
        @Order(2)
        @Disabled("it is in the plan all the same")
        @ExactMachine(Vendor.INTEL)
        void intel(BootedMachine machine) {}
    }

    @ExtendWith(Alone.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class WithAWrongOne {
        @Test
        @Order(1)
        @ExactMachine(Vendor.AMD)
        void amd(BootedMachine machine) {}

        @Test
        @Order(2)
        @ExactMachine(value = Vendor.INTEL, stack = "L1.kernle=image")
        void misspelt(BootedMachine machine) {}
    }

    @Test
    void theMachinesOfAClassAreBootedSideBySideAndOnce() {
        TestExecutionSummary summary = run(selectClass(SideBySide.class));

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
        assertThat(BOOTED).containsExactlyInAnyOrder(Vendor.AMD, Vendor.INTEL);
    }

    @Test
    void aMachineOfATestThatIsNotSelectedIsNotBooted() {
        TestExecutionSummary summary = run(selectMethod(OneOfThem.class, "amd", BootedMachine.class));

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(BOOTED).containsExactly(Vendor.AMD);
    }

    @Test
    void aMachineThatNoTestAsksForEndsWithTheClass() {
        TestExecutionSummary summary = run(selectClass(OneThatIsNotRun.class));

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(BOOTED).containsExactly(Vendor.AMD);
        assertThat(INTERRUPTED).containsExactly(Vendor.INTEL);
    }

    @Test
    void aWrongDeclarationFailsItsOwnTestAlone() {
        TestExecutionSummary summary = run(selectClass(WithAWrongOne.class));

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getFailures()).singleElement().satisfies(failure -> {
            assertThat(failure.getTestIdentifier().getDisplayName()).startsWith("misspelt");
            assertThat(failure.getException())
                    .isInstanceOf(LabConfigurationException.class)
                    .hasMessageContaining("L1.kernle");
        });
    }

    private static TestExecutionSummary run(DiscoverySelector selector) {
        BOOTED.clear();
        INTERRUPTED.clear();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selector)
                                    .configurationParameter("nestlab.progress", "off")
                                    .build(),
                            listener);
        }
        return listener.getSummary();
    }
}
