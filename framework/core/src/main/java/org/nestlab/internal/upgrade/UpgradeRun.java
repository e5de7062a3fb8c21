package org.nestlab.internal.upgrade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.experiment.BootPairs;
import org.nestlab.internal.experiment.Judged;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.image.KernelStore;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.Cause;
import org.nestlab.upgrade.UpgradeReport;
import org.nestlab.workload.Workload;

/** Compares two stacks of a lab: whether both work, how fast they are, and what else differs. */
public final class UpgradeRun {

    /**
     * The request.
     *
     * @param test the test or command that asks, for the history
     * @param workloads for each level that is measured
     * @param judged which of their metrics are judged
     * @param tolerance the largest acceptable loss where no threshold applies
     */
    public record Request(
            String test,
            LabSpec lab,
            Stack baseline,
            Stack candidate,
            SortedMap<Level, List<Workload>> workloads,
            Judged judged,
            double tolerance) {

        public Request {
            MeasuredLab.requireLevels(lab, workloads);
            MeasuredLab.requireTolerance(tolerance);
        }
    }

    /** A lab's name has 80 characters at most. */
    private static final int LONGEST_NAME = 70;

    private final LabEngine engine;
    private final BootPairs pairs;
    private final ReasonVisits reasons;
    private final Settings settings;
    private final Host host;
    private final Optional<ProjectTestSuite> tests;
    private final Consumer<String> progress;

    /**
     * @param stages for visits that are not part of a pair
     * @param tests the tests to run on both stacks before anything is measured
     * @param progress receives a line before each step
     */
    public UpgradeRun(
            LabEngine engine,
            BootPairs pairs,
            StageFactory stages,
            Settings settings,
            Host host,
            Optional<ProjectTestSuite> tests,
            Consumer<String> progress) {
        this.engine = engine;
        this.pairs = pairs;
        this.reasons = new ReasonVisits(engine, stages, settings, progress);
        this.settings = settings;
        this.host = host;
        this.tests = tests;
        this.progress = progress;
    }

    /**
     * Compares them.
     *
     * @throws LabConfigurationException if a stack or a workload names something that does not exist
     * @throws org.nestlab.HostNotCapableException if the host cannot hold the lab
     */
    public UpgradeReport run(Request request) {
        long start = System.nanoTime();
        LabSpec lab = MeasuredLab.withDisk(request.lab(), request.workloads());
        LabSpec baseline = named(request.baseline().applyTo(lab), "baseline");
        LabSpec candidate = named(request.candidate().applyTo(lab), "candidate");
        if (baseline.hypervisor().isContainer() || candidate.hypervisor().isContainer()) {
            // Two versions of QEMU are compared on hardware that both have.
            baseline = pinned(baseline);
            candidate = pinned(candidate);
        }
        // A wrong path is told before the other side has booted for minutes.
        KernelStore.requireFiles(baseline);
        KernelStore.requireFiles(candidate);
        progress.accept("does the baseline work");
        StackCheck.Result before = StackCheck.of(engine, baseline, request.baseline(), settings);
        UpgradeReportBuilder report = new UpgradeReportBuilder(request, start, before);
        if (!report.works("the baseline", before)) {
            return report.done();
        }
        progress.accept("does the candidate work");
        StackCheck.Result after = StackCheck.of(engine, candidate, request.candidate(), settings);
        report.candidate(after, causes(before, after, List.of()));
        if (!report.works("the candidate", after)) {
            return report.done();
        }
        if (tests.isPresent()
                && !report.pass(TestComparison.of(tests.get(), request.baseline(), request.candidate(), progress))) {
            return report.done();
        }
        StackFacts facts = before.facts().orElseThrow();
        Level deepest = request.workloads().lastKey();
        progress.accept("measuring %s".formatted(request.workloads().keySet()));
        LabSpec measuredCandidate = MeasuredLab.downTo(candidate, deepest);
        LabSpec measuredBaseline = MeasuredLab.downTo(baseline, deepest);
        BootPairs.Measured measured = pairs.run(
                new BootPairs.Request(
                        request.test(),
                        request.lab().name(),
                        measuredCandidate,
                        measuredBaseline,
                        new BootPairs.Names(
                                request.candidate().text(), request.baseline().text()),
                        facts.tier(),
                        request.workloads(),
                        request.judged(),
                        both(facts.fingerprint(), after.facts().orElseThrow().fingerprint()),
                        request.tolerance()),
                host);
        Cause cause = causes(before, after, measured.experiments());
        report.measured(
                measured,
                measured.failed().isPresent()
                        ? cause
                        : cause.withReasons(reasons.of(
                                measuredBaseline, measuredCandidate, request, facts.tier(), measured.experiments())),
                settings.experiments().strict(facts.tier()));
        return report.done();
    }

    private static Cause causes(StackCheck.Result before, StackCheck.Result after, List<Experiment> experiments) {
        return before.facts().isPresent() && after.facts().isPresent()
                ? Causes.of(before.facts().get(), after.facts().get(), experiments)
                : Cause.none();
    }

    private static LabSpec pinned(LabSpec lab) {
        return lab.withHypervisor(lab.hypervisor().withMachine(HypervisorSpec.PINNED_MACHINE));
    }

    private static LabSpec named(LabSpec lab, String side) {
        String name = lab.name();
        return lab.withName(name.substring(0, Math.min(name.length(), LONGEST_NAME)) + " " + side);
    }

    /** The fingerprint of both stacks: evidence of several runs counts together only if both stacks are the same. */
    private static Fingerprint both(Fingerprint baseline, Fingerprint candidate) {
        Map<String, String> identity = new TreeMap<>();
        Map<String, String> details = new TreeMap<>();
        baseline.identity().forEach((name, value) -> identity.put("baseline." + name, value));
        candidate.identity().forEach((name, value) -> identity.put("candidate." + name, value));
        baseline.details().forEach((name, value) -> details.put("baseline." + name, value));
        candidate.details().forEach((name, value) -> details.put("candidate." + name, value));
        return new Fingerprint(identity, details);
    }
}
