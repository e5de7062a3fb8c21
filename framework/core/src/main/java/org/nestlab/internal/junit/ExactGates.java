package org.nestlab.internal.junit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.exact.ExactGate;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.CostRun;
import org.nestlab.internal.exact.cost.EachVendor;
import org.nestlab.internal.exact.cost.ExactRun;
import org.nestlab.internal.exact.cost.Measuring;
import org.nestlab.internal.exact.cost.Subject;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.thresholds.ThresholdFiles;
import org.nestlab.stack.Stack;
import org.opentest4j.TestAbortedException;

/** Compares costs of exits for a test that asks for the report; the contract is that of {@link ExactGate}. */
public final class ExactGates implements BeforeEachCallback, ParameterResolver {

    ExactGates() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ExactReport.class
                && AnnotationSupport.isAnnotated(context.getElement(), ExactGate.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(TestLab.NAMESPACE).get(ExactReport.class, ExactReport.class);
    }

    /** Here and not where the parameter is resolved: JUnit would make a failure of its own of an aborted test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        ExactGate gate = AnnotationSupport.findAnnotation(context.getElement(), ExactGate.class)
                .orElseThrow();
        Settings settings = JUnitSettings.of(context);
        Stack candidate = Optional.of(settings.candidate().orElse(gate.candidate()))
                .filter(text -> !text.isBlank())
                .map(Stack::parse)
                .orElseThrow(() -> new TestAbortedException(
                        "no candidate to judge; expected -Dnestlab.candidate=L1.kernel=deb:FILE or another stack"));
        Stack baseline = Stack.parse(settings.baseline().orElse(gate.baseline()));
        ExactReport report =
                compare(measuring(context, gate, settings), settings, List.of(gate.vendors()), baseline, candidate);
        CostReports.write(report, settings, Benches.testName(context));
        context.getStore(TestLab.NAMESPACE).put(ExactReport.class, report);
    }

    private static Measuring measuring(ExtensionContext context, ExactGate gate, Settings settings) {
        ProgressLines lines = ProgressLines.of(settings.progress());
        return Optional.ofNullable(TestLab.sessionStore(context).get(Measuring.class, Measuring.class))
                .orElseGet(() -> CostRun.onThisMachine(
                        settings,
                        Duration.ofMinutes(gate.limitMinutes()),
                        Subject.EXITS,
                        false,
                        line -> lines.print("[nestlab exact] " + line)));
    }

    private static ExactReport compare(
            Measuring measuring, Settings settings, List<Vendor> vendors, Stack baseline, Stack candidate) {
        ExactRun run = new ExactRun(measuring, ThresholdFiles.loadExact(settings.experiments()), true);
        EachVendor each = EachVendor.of(vendors, measuring.atOnce(), vendor -> {
            MachineSpec machine = MachineSpec.of(vendor);
            return run.compare(machine.on(baseline), machine.on(candidate));
        });
        if (each.parts().isEmpty()) {
            throw new TestAbortedException(
                    "no vendor's machine can be emulated here: " + String.join("; ", each.leftOut()));
        }
        return new ExactReport(each.parts());
    }
}
