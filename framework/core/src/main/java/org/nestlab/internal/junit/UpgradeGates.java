package org.nestlab.internal.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.DefaultLab;
import org.nestlab.UpgradeGate;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.experiment.Judged;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.pool.LabPool;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.upgrade.LevelWorkloads;
import org.nestlab.internal.upgrade.UpgradeFile;
import org.nestlab.internal.upgrade.UpgradeMeasurements;
import org.nestlab.internal.upgrade.UpgradeRun;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.UpgradeReport;
import org.nestlab.workload.Workload;
import org.opentest4j.TestAbortedException;

/** Compares two stacks for a test that asks for the report; the contract is that of {@link UpgradeGate}. */
public final class UpgradeGates implements BeforeEachCallback, ParameterResolver {

    UpgradeGates() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == UpgradeReport.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(TestLab.NAMESPACE).get(UpgradeReport.class, UpgradeReport.class);
    }

    /** Here and not where the parameter is resolved: JUnit would make a failure of its own of an aborted test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        UpgradeGate gate = AnnotationSupport.findAnnotation(context.getElement(), UpgradeGate.class)
                .orElseThrow();
        Settings settings = JUnitSettings.of(context);
        Optional<MatrixCell> cell = TestLab.of(context).flatMap(TestLab::matrixCell);
        Stack candidate = Optional.of(settings.candidate().orElse(gate.candidate()))
                .filter(text -> !text.isBlank())
                .map(Stack::parse)
                .or(() -> cell.map(MatrixCell::stack))
                .orElseThrow(() -> new TestAbortedException(
                        "no candidate to judge; expected -Dnestlab.candidate=L1.kernel=deb:FILE or another stack"));
        LabSpec lab = cell.filter(it -> gate.lab() == DefaultLab.class)
                .map(it -> it.labs().base())
                .orElseGet(() -> LabDefinitions.specOf(gate.lab()));
        SortedMap<Level, List<Workload>> measured = LevelWorkloads.named(
                List.of(gate.workloads()), settings.experiments().unixBench());
        UpgradeRun.Request wanted = new UpgradeRun.Request(
                Benches.testName(context),
                lab,
                Stack.parse(settings.baseline().orElse(gate.baseline())),
                candidate,
                measured,
                Judged.of(List.of(gate.judged()), measured),
                gate.tolerance());
        Store session = TestLab.sessionStore(context);
        Optional.ofNullable(session.get(TestLab.POOL, LabPool.class)).ifPresent(LabPool::closeIdle);
        context.getStore(TestLab.NAMESPACE).put(UpgradeReport.class, run(wanted, settings, session));
    }

    private static UpgradeReport run(UpgradeRun.Request wanted, Settings settings, Store session) {
        LabEngine engine = Optional.ofNullable(session.get(LabEngine.class, LabEngine.class))
                .orElseGet(LabEngines::current);
        UpgradeMeasurements measuring = UpgradeMeasurements.onRealMachines(engine)
                .withStages(Optional.ofNullable(session.get(StageFactory.class, StageFactory.class)));
        ProgressLines lines = ProgressLines.of(settings.progress());
        try (RunHistory history = Histories.open(
                settings.experiments().history(), settings.stateDir().resolve("history.pending"))) {
            UpgradeReport report = measuring.compare(
                    wanted, settings, history, Optional.empty(), line -> lines.print("[nestlab gate] " + line));
            UpgradeFile.write(report, file(settings, wanted.test()));
            return report;
        }
    }

    private static Path file(Settings settings, String test) {
        return settings.outputDir().resolve("gate-%s.json".formatted(test));
    }
}
