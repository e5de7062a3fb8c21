package org.nestlab.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.WorkingLabs;
import org.nestlab.internal.experiment.BootPairs;
import org.nestlab.internal.experiment.FakeStage;
import org.nestlab.internal.experiment.Judged;
import org.nestlab.internal.experiment.Stage;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.history.Histories;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Starts;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.internal.labtests.TestLog;
import org.nestlab.internal.labtests.TestLogLine;
import org.nestlab.internal.labtests.TestLogLine.Event;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.FunctionalCheck;
import org.nestlab.upgrade.Outcome;
import org.nestlab.upgrade.UpgradeReport;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** The order of a comparison and where it ends, on labs that are nothing. */
class UpgradeRunTests {

    private static final Metric RATE = Metric.higherIsBetter("own-speed.rate", "1/s");
    private static final Stack BASELINE = Stack.parse("");
    private static final Stack CANDIDATE = Stack.parse("L1.cmdline=debug");

    @TempDir
    Path folder;

    private final FakeEngine engine = new FakeEngine();
    private final List<LabSpec> booted = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private final FakeHost host = new FakeHost();
    private Optional<ProjectTestSuite> tests = Optional.empty();
    private String measured = "";
    private double candidatesSpeed = 1000;
    private int visits;

    @BeforeEach
    void anIdleHost() {
        host.answers.on(
                "sleep 1",
                "uptime 10.00 1.00\ncpu 1 0 1 90 0 0 0 0 0 0\nthen\nuptime 11.00 2.00\ncpu 2 0 2 99 0 0 0 0 0 0\n");
    }

    /** Writes down which labs are brought up. */
    private final class Remembering implements LabEngine {
        private final LabEngine labs = new WorkingLabs(engine, (lab, guest) -> {});

        @Override
        public RunningLab bringUp(LabSpec spec, Settings settings) {
            booted.add(spec);
            return labs.bringUp(spec, settings);
        }

        @Override
        public Starts starts() {
            return labs.starts();
        }
    }

    /** Its rate depends on which lab was opened last. */
    private final class Speed implements Workload {
        @Override
        public String name() {
            return "own-speed";
        }

        @Override
        public List<Metric> metrics() {
            return List.of(RATE);
        }

        @Override
        public Measurement measure(Testbed testbed) {
            double speed = measured.endsWith("candidate") ? candidatesSpeed : 1000;
            return Measurement.of(RATE, speed * (1 + 0.001 * (visits++ % 7)));
        }
    }

    private SortedMap<Level, List<Workload>> on(Level level) {
        return new TreeMap<>(Map.of(level, List.of(new Speed())));
    }

    private UpgradeRun.Request request(LabSpec lab, Stack candidate) {
        return new UpgradeRun.Request("a test", lab, BASELINE, candidate, on(Level.L1), new Judged(Set.of()), 0.10);
    }

    private UpgradeReport run(LabSpec lab, Stack candidate) {
        LabEngine labs = new Remembering();
        StageFactory stages = (up, subject, reference, timing, settings) -> stage(up, subject);
        Settings settings = Settings.from(
                key -> key.equals("nestlab.output.dir") ? Optional.of(folder.toString()) : Optional.empty());
        BootPairs pairs = new BootPairs(
                labs,
                stages,
                settings,
                (tier, levels, metric) -> Optional.empty(),
                Histories.open(Optional.empty(), folder));
        return new UpgradeRun(labs, pairs, stages, settings, host, tests, progress::add).run(request(lab, candidate));
    }

    private Stage stage(RunningLab lab, Machine machine) {
        measured = lab.spec().name();
        return FakeStage.ofOne(machine);
    }

    private List<String> names() {
        return booted.stream().map(LabSpec::name).toList();
    }

    @Test
    void bothAreCheckedAndThenMeasuredInFreshBoots() {
        UpgradeReport report = run(LabSpec.kvmInKvm(), CANDIDATE);

        assertThat(report.outcome()).isEqualTo(Outcome.GOOD);
        assertThat(report.reason()).isEqualTo("all 1 metrics are within their limits");
        assertThat(progress).startsWith("does the baseline work", "does the candidate work", "measuring [L1]");
        assertThat(names().subList(0, 2)).containsExactly("kvm-in-kvm baseline", "kvm-in-kvm candidate");
        assertThat(names().subList(2, 4)).containsExactlyInAnyOrder("kvm-in-kvm baseline", "kvm-in-kvm candidate");
        assertThat(report.baselineChecks()).isNotEmpty().allMatch(FunctionalCheck::passed);
        assertThat(report.candidateChecks()).hasSameSizeAs(report.baselineChecks());
        assertThat(engine.up).hasValue(0);
    }

    @Test
    void guestsBelowTheDeepestMeasuredLevelAreCheckedButNotMeasured() {
        run(LabSpec.kvmInKvm(), CANDIDATE);

        assertThat(booted.subList(0, 2)).allMatch(lab -> lab.depth() == 2);
        assertThat(booted.subList(2, booted.size())).isNotEmpty().allMatch(lab -> lab.depth() == 1);
    }

    @Test
    void aSlowerCandidateIsWorse() {
        candidatesSpeed = 700;

        UpgradeReport report = run(LabSpec.kvmInKvm(), CANDIDATE);

        assertThat(report.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(report.reason()).isEqualTo("L1 own-speed.rate");
        assertThat(report.experiments()).hasSize(1);
        assertThat(progress).noneMatch(line -> line.startsWith("counting exits"));
    }

    @Test
    void aKernelThatIsNotThereIsRefusedBeforeAnythingBoots() {
        Path missing = folder.resolve("none.deb");

        assertThatThrownBy(() -> run(LabSpec.kvmInKvm(), Stack.parse("L1.kernel=deb:" + missing)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("the kernel deb:%1$s: %1$s is not there; expected a file that this user can read", missing);
        assertThat(progress).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void aBaselineThatDoesNotBootEndsIt() {
        engine.failing("kvm-in-kvm baseline", new GuestCrashedException("L1 hypervisor: kernel panic"));

        UpgradeReport report = run(LabSpec.kvmInKvm(), CANDIDATE);

        assertThat(report.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(report.reason()).isEqualTo("the baseline failed the check 'the lab boots, L1 to L2'");
        assertThat(report.candidateChecks()).isEmpty();
        assertThat(names()).containsExactly("kvm-in-kvm baseline");
    }

    @Test
    void aCandidateThatDoesNotBootIsNotMeasured() {
        engine.failing("kvm-in-kvm candidate", new GuestCrashedException("L1 hypervisor: kernel panic"));

        UpgradeReport report = run(LabSpec.kvmInKvm(), CANDIDATE);

        assertThat(report.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(report.reason()).isEqualTo("the candidate failed the check 'the lab boots, L1 to L2'");
        assertThat(report.experiments()).isEmpty();
        assertThat(names()).containsExactly("kvm-in-kvm baseline", "kvm-in-kvm candidate");
    }

    @Test
    void theEmulatorsFaultIsNoVerdict() {
        engine.failing(
                "kvm-in-kvm candidate",
                new EmulatorFaultException("L2 guest: its CPU\nand more", new IllegalStateException()));

        UpgradeReport report = run(LabSpec.kvmInKvm(), CANDIDATE);

        assertThat(report.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(report.reason()).isEqualTo("whether the candidate works: L2 guest: its CPU");
    }

    @Test
    void aHostThatCannotHoldTheLabIsNoReport() {
        engine.failing("kvm-in-kvm baseline", new HostNotCapableException("L0 host: no memory"));

        assertThatThrownBy(() -> run(LabSpec.kvmInKvm(), CANDIDATE))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage("L0 host: no memory");
        assertThat(engine.up).hasValue(0);
    }

    @Test
    void testsThatFailOnTheCandidateEndItBeforeAnythingIsMeasured() {
        tests = Optional.of((side, stack, told) -> tested(side, side.equals("baseline")));

        UpgradeReport report = run(LabSpec.kvmInKvm(), CANDIDATE);

        assertThat(report.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
        assertThat(report.reason()).isEqualTo("the candidate: 1 test fails: boots");
        assertThat(names()).containsExactly("kvm-in-kvm baseline", "kvm-in-kvm candidate");
        assertThat(progress).noneMatch(line -> line.startsWith("measuring"));
    }

    private ProjectTestSuite.Run tested(String side, boolean passed) {
        FunctionalCheck.State state = passed ? FunctionalCheck.State.HOLDS : FunctionalCheck.State.FAILED;
        Path file = folder.resolve(side + ".jsonl");
        TestLog.add(file, TestLogLine.ofRun(Event.RUN_STARTED, "1"));
        TestLog.add(file, new TestLogLine(Event.ENDED, "[class:C]/[method:boots]", "boots", true, state, ""));
        TestLog.add(file, TestLogLine.ofRun(Event.RUN_ENDED, "1"));
        return new ProjectTestSuite.Run(
                TestLog.read(file),
                OptionalInt.of(passed ? 0 : 1),
                Duration.ofMinutes(45),
                Duration.ofSeconds(7),
                Path.of("maven.log"),
                List.of());
    }

    @Test
    void withAContainerOnOneSideBothGetTheSameHardware() {
        run(LabSpec.kvmInKvm(), Stack.parse("L0.hypervisor=debian:trixie"));

        assertThat(booted).allMatch(lab -> lab.hypervisor().machine().equals(HypervisorSpec.PINNED_MACHINE));
        assertThat(booted.get(0).hypervisor().isContainer()).isFalse();
        assertThat(booted.get(1).hypervisor().isContainer()).isTrue();
    }

    @Test
    void aLongNameIsCutBeforeTheSideIsAdded() {
        LabSpec lab = LabSpec.of("n".repeat(80), GuestSpec.hypervisor());

        run(lab, CANDIDATE);

        assertThat(names()).contains("n".repeat(70) + " baseline", "n".repeat(70) + " candidate");
    }

    @Test
    void aRequestThatCannotBeMeasuredIsRefused() {
        assertThatThrownBy(() -> new UpgradeRun.Request(
                        "a test",
                        LabSpec.kvmInKvm(),
                        BASELINE,
                        CANDIDATE,
                        on(new Level(3)),
                        new Judged(Set.of()),
                        0.10))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "a workload for L3, and the levels of lab 'kvm-in-kvm' whose guests are booted are L1 to L2");
        assertThatThrownBy(() -> new UpgradeRun.Request(
                        "a test", LabSpec.kvmInKvm(), BASELINE, CANDIDATE, new TreeMap<>(), new Judged(Set.of()), 0.10))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("nothing to compare by; expected a workload, like L2:sysbench-cpu-single");
    }
}
