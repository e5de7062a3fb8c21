package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.ExactMachine;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.Machines;
import org.nestlab.internal.exact.cost.Costs;
import org.nestlab.internal.exact.cost.Looking;
import org.nestlab.internal.exact.cost.Measured;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.upgrade.Outcome;

/** Costs as a part of the machine that a test takes; nothing is booted. */
class ExactCostFixtureTests {

    private static final List<MachineSpec> BOOTED = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    /**
     * AMD's machines have figures; one with the argument broken lost its L2, and one with faulty was let down by its
     * emulator.
     */
    static class OneBootEach implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            TestLab.sessionStore(context).put(Looking.class, (Looking) OneBootEach::look);
        }

        private static Looking.Looked look(MachineSpec machine) {
            BOOTED.add(machine);
            String arguments = machine.kernel().arguments();
            MachineProof.Result proof = new MachineProof.Result(
                    Machines.that(machine, List.of("cpuid")), arguments.contains("faulty") ? "VMFAIL" : "");
            return new Looking.Looked(
                    proof,
                    arguments.contains("broken")
                            ? new Measured.Nothing(Outcome.DOES_NOT_WORK, "L2 is lost", "")
                            : new Measured.Figures(Costs.real(), List.of("L3:window: it hangs"), ""));
        }
    }

    @ExtendWith(OneBootEach.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Asking {
        @Test
        @Order(1)
        @ExactMachine(value = Vendor.AMD, costs = true)
        void costs(BootedMachine machine) {
            assertThat(machine.costs().costs()).hasSize(26);
            assertThat(machine.measured().missing()).containsExactly("L3:window: it hangs");
        }

        @Test
        @Order(2)
        @ExactMachine(Vendor.AMD)
        void theProofOfTheSameBoot(BootedMachine machine) {
            assertThat(machine.l2().guestExits()).containsExactly("cpuid");
        }

        @Test
        @Order(3)
        @ExactMachine(Vendor.AMD)
        void theReportOfTheSameBoot(BootedMachine machine, ExactReport report) {
            assertThat(machine.costs()).isEqualTo(Costs.real());
            assertThat(report.vendors())
                    .singleElement()
                    .satisfies(part -> assertThat(part.notes()).contains("L3:window: it hangs"));
        }

        @Test
        @Order(4)
        @ExactMachine(value = Vendor.AMD, stack = "L1.cmdline=broken")
        void aMachineThatDoesNotWork(ExactReport report) {
            report.orThrow();
        }

        @Test
        @Order(5)
        @ExactMachine(value = Vendor.AMD, stack = "L1.cmdline=faulty", costs = true)
        void aFaultOfTheEmulator(ExactReport report) {
            report.orThrow();
        }
    }

    @ExtendWith(OneBootEach.class)
    static class AskingOfOneThatMeasuresLess {
        @Test
        @ExactMachine(Vendor.AMD)
        void limits(ExactReport report) {
            report.orThrow();
        }
    }

    @Test
    void oneBootServesProofCostsAndReport() {
        BOOTED.clear();

        TestRun run = TestRun.of(new FakeEngine(), settings(), Asking.class);

        assertThat(run.passed()).isEqualTo(3);
        assertThat(run.failures())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("does not work: L2 is lost");
        assertThat(run.aborts())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("VMFAIL");
        assertThat(BOOTED).extracting(it -> it.kernel().arguments()).containsExactly("", "broken", "faulty");
        assertThat(folder.resolve("output/exact-Asking.theReportOfTheSameBoot.json"))
                .content()
                .contains("\"L3:cpuid\"");
    }

    @Test
    void limitsOfTheFileDecide() throws Exception {
        Path file = Files.writeString(folder.resolve("t.yaml"), "exact: {amd: {L3:cpuid: {exitsAtMost: 7}}}");
        Map<String, String> settings = settings();
        settings.put("nestlab.thresholds", file.toString());

        TestRun run = TestRun.of(new FakeEngine(), settings, AskingOfOneThatMeasuresLess.class);

        assertThat(run.failures())
                .singleElement()
                .isInstanceOf(ThresholdExceededError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("L3:cpuid exceeded: 7.91 exits, at most 7 by")
                .contains("nothing to compare with: no figures of amd were accepted");
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "nestlab.state.dir",
                folder.resolve("state").toString(),
                "nestlab.output.dir",
                folder.resolve("output").toString(),
                "nestlab.progress",
                "off"));
    }
}
