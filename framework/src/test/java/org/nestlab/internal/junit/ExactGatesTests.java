package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.ExactGate;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.fake.FakeEngine;
import org.nestlab.internal.exact.cost.Costs;
import org.nestlab.internal.exact.cost.Measured;
import org.nestlab.internal.exact.cost.Measuring;

class ExactGatesTests {

    @TempDir
    Path folder;

    /** AMD's machines cost a tenth more with the argument slow, and there is no Bochs. */
    static class AmdAlone implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            TestLab.sessionStore(context).put(Measuring.class, (Measuring) AmdAlone::measure);
        }

        private static Measured measure(MachineSpec machine) {
            if (machine.vendor() == Vendor.INTEL) {
                throw new HostNotCapableException("L0 host: there is no Bochs");
            }
            boolean slow = machine.kernel().arguments().contains("slow");
            return new Measured.Figures(
                    Costs.with(Costs.real(), "L3:cpuid", was -> slow ? was + was / 10 : was, 0), List.of(), "");
        }
    }

    @ExtendWith(AmdAlone.class)
    static class Asking {
        @Test
        @ExactGate(candidate = "L1.cmdline=quiet")
        void equal(ExactReport report) {
            report.orThrow();
        }

        @Test
        @ExactGate(candidate = "L1.cmdline=slow")
        void slower(ExactReport report) {
            report.orThrow();
        }

        @Test
        @ExactGate(candidate = "L1.cmdline=slow", vendors = Vendor.INTEL)
        void cannotBeEmulated(ExactReport report) {
            report.orThrow();
        }

        @Test
        @ExactGate
        void withoutACandidate(ExactReport report) {
            report.orThrow();
        }
    }

    @Test
    void passesFailsAndAbortsByTheFigures() {
        Map<String, String> settings = new HashMap<>();
        settings.put("nestlab.state.dir", folder.resolve("state").toString());
        settings.put("nestlab.output.dir", folder.resolve("output").toString());
        settings.put("nestlab.progress", "off");

        TestRun run = TestRun.of(new FakeEngine(), settings, Asking.class);

        assertThat(run.passed()).isOne();
        assertThat(run.failures())
                .singleElement()
                .isInstanceOf(ThresholdExceededError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("41265 instructions, the limit is 37889");
        assertThat(run.aborts())
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        "no vendor's machine can be emulated here: intel was left out: L0 host: there is no Bochs",
                        "no candidate to judge; expected -Dnestlab.candidate=L1.kernel=deb:FILE or another stack");
        assertThat(folder.resolve("output/exact-Asking.slower.json")).content().contains("\"exitStatus\" : 1");
        assertThat(run.log()).as("labs").isEmpty();
    }
}
