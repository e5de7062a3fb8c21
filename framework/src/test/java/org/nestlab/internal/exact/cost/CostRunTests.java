package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.machine.EmulatorIdentity;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.ExactMachines;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.exact.machine.SerialRun;
import org.nestlab.upgrade.Outcome;

class CostRunTests {

    private static final Ending HUNG = new Ending.Hung(Duration.ofSeconds(61), "L2: nestlab-exits 1 mark");
    private static final Ending DONE = new Ending.Finished(0);
    private static final List<String> ALL = SerialLogs.intel().stream()
            .filter(line -> !line.contains("reasons=1"))
            .toList();
    private static final CostKey WINDOW = CostKey.parse("L3:window");
    private static final CostKey MMIO = CostKey.parse("L3:mmio");

    private final Deque<SerialRun> answers = new ArrayDeque<>();
    private final List<String> booted = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    private class Recorded implements ExactMachines {
        @Override
        public EmulatorIdentity emulator(Vendor vendor) {
            return new EmulatorIdentity("Bochs", "2.7", "0".repeat(64), "corei3_cnl", "1".repeat(64));
        }

        @Override
        public SerialRun run(MachineSpec spec, Payload payload, Duration limit, Consumer<String> progress) {
            booted.add(spec.seed() + ": "
                    + payload.inner()
                            .orElseThrow()
                            .script()
                            .lines()
                            .reduce((one, later) -> later)
                            .orElse(""));
            return of(spec, answers.removeFirst());
        }

        private SerialRun of(MachineSpec spec, SerialRun run) {
            return new SerialRun(
                    spec,
                    run.kernel(),
                    run.innerKernel(),
                    run.lines(),
                    run.ending(),
                    run.cpu(),
                    run.wall(),
                    run.emulator(),
                    run.emulatorLog(),
                    run.faults(),
                    run.command());
        }
    }

    @Test
    void measuresInOneBoot() {
        answer(DONE, ALL);

        Measured.Figures figures = figures();

        assertThat(figures.costs().costs()).hasSize(26);
        assertThat(figures.missing()).isEmpty();
        assertThat(booted).containsExactly("1: nestlab-exits measure L3 all marks");
    }

    @Test
    void aHangThatAnotherSeedDoesNotHaveCostsABoot() {
        answer(HUNG, List.of("nestlab-exact: begin"));
        answer(HUNG, until(MMIO));
        answer(DONE, ALL);

        Measured.Figures figures = figures();

        assertThat(booted)
                .containsExactly(
                        "1: nestlab-exits measure L3 all marks",
                        "2: nestlab-exits measure L3 all marks",
                        "3: nestlab-exits measure L3 all marks");
        assertThat(figures.costs().costs()).hasSize(26);
        assertThat(figures.costs().identity().seed()).isEqualTo(3);
        assertThat(figures.costs().machine().seed()).isEqualTo(3);
        assertThat(figures.missing()).isEmpty();
        assertThat(figures.passedOver())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("with seed 1: it hangs: no line for 61 s of the emulator's CPU time")
                                .endsWith(
                                        "(once more: nestlab exact --vendor intel --seeds 1); with seed 3 it does not hang, so that this is most likely the emulator's fault"),
                        second -> assertThat(second).startsWith("with seed 2: L3:mmio: it hangs: "));
    }

    @Test
    void whatAnotherSeedProvesTellsOfTheOneThatHung() {
        answer(HUNG, List.of("nestlab-exact: begin"));
        answer(DONE, ALL);

        Looking.Looked looked = costRun(Subject.EXITS).look(MachineSpec.of(Vendor.INTEL));

        assertThat(looked.proof().tells()).isTrue();
        assertThat(looked.machine().spec().seed()).isEqualTo(2);
        assertThat(looked.machine().remarks())
                .singleElement()
                .asString()
                .startsWith("with seed 1: it hangs: no line for 61 s");
    }

    @Test
    void aSeedThatIsAskedForHasNoSubstitute() {
        answer(HUNG, until(MMIO));
        answer(DONE, ALL);
        answer(DONE, without(MMIO));

        Measured.Figures figures =
                (Measured.Figures) costRun(Subject.EXITS).measureExactly(MachineSpec.of(Vendor.INTEL));

        assertThat(booted)
                .containsExactly(
                        "1: nestlab-exits measure L3 all marks",
                        "2: nestlab-exits measure L3 all marks",
                        "1: nestlab-exits measure L3 all,-mmio marks");
        assertThat(figures.costs().identity().seed()).isEqualTo(1);
        assertThat(figures.costs().costs())
                .hasSize(25)
                .doesNotContainKey(MMIO)
                .containsKeys(CostKey.parse("L2:mmio"), WINDOW);
        assertThat(figures.broken()).as("the next seed does not hang").isEmpty();
        assertThat(figures.missing())
                .singleElement()
                .asString()
                .startsWith("L3:mmio: it hangs: no line for 61 s of the emulator's CPU time")
                .contains("with seed 2 it does not hang, so that this is most likely the emulator's fault")
                .endsWith("Once more: nestlab exact --vendor intel --seeds 1");
    }

    @Test
    void aKindThatHangsWithEverySeedCostsThatKindAloneAndIsBroken() {
        answer(HUNG, until(MMIO));
        answer(HUNG, until(MMIO));
        answer(HUNG, until(MMIO));
        answer(DONE, without(MMIO));

        Measured.Figures figures = figures();

        assertThat(booted).hasSize(4).last().isEqualTo("1: nestlab-exits measure L3 all,-mmio marks");
        assertThat(figures.costs().costs()).hasSize(25);
        assertThat(figures.broken()).containsExactly(MMIO);
        assertThat(figures.missing()).singleElement().asString().contains("with the other seeds it hangs, too");
    }

    @Test
    void whatHangsAtEachSeedElsewhereIsNoVerdict() {
        answer(HUNG, until(MMIO));
        answer(HUNG, until(CostKey.parse("L3:cpuid")));
        answer(HUNG, until(MMIO));
        answer(DONE, without(MMIO));

        Measured.Figures figures = figures();

        assertThat(figures.broken()).isEmpty();
        assertThat(figures.missing()).singleElement().asString().contains("; it hangs with seed 2, 3 too. Once more");
    }

    @Test
    void isNotBootedAgainWhereTheLastKindHangs() {
        for (int seed = 1; seed <= 3; seed++) {
            answer(HUNG, until(CostKey.parse("L3:touch")));
        }

        assertThat(figures().costs().costs()).hasSize(25).containsKey(WINDOW);
        assertThat(booted).hasSize(3).last().asString().startsWith("3:");
    }

    @Test
    void aKindThatTheProgramGaveUpIsAHangToo() {
        List<String> lines = new ArrayList<>(without(WINDOW));
        lines.add(lines.size() - 1, "L2: " + SerialLogs.line("fail level=L3 kind=window what=no-end-after:1000000000"));
        answer(DONE, lines);
        answer(DONE, ALL);
        assertThat(figures().passedOver())
                .singleElement()
                .asString()
                .startsWith("with seed 1: L3:window: it did not end within 1000000000 instructions (once more: ");

        booted.clear();
        for (int seed = 1; seed <= 3; seed++) {
            answer(DONE, lines);
        }
        Measured.Figures figures = figures();

        assertThat(figures.broken()).containsExactly(WINDOW);
        assertThat(figures.missing())
                .anySatisfy(
                        why -> assertThat(why)
                                .startsWith(
                                        "L3:window: it did not end within 1000000000 instructions; with the other seeds it hangs, too"));
        assertThat(booted).hasSize(3);
    }

    @Test
    void aHostThatIsTooSlowForTheLastKindLosesThatKindAlone() {
        Ending late = new Ending.TooSlow(Duration.ofMinutes(15), Duration.ofSeconds(205), "L2: nestlab-exits 1 mark");
        answer(late, until(CostKey.parse("L3:touch")));

        Measured.Figures figures = figures();

        assertThat(figures.costs().costs()).hasSize(25).containsKey(WINDOW);
        assertThat(figures.broken()).isEmpty();
        assertThat(figures.missing())
                .anySatisfy(
                        why -> assertThat(why).startsWith("L3:touch: this machine is too slow: the limit of 900 s"));
        assertThat(booted).hasSize(1);

        answer(late, until(MMIO));
        assertThat(run())
                .isInstanceOfSatisfying(
                        Measured.Nothing.class,
                        nothing -> assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL));
    }

    @Test
    void aMachineThatHangsWithThreeSeedsDoesNotWork() {
        for (int seed = 1; seed <= 3; seed++) {
            answer(HUNG, List.of("nestlab-exact: begin"));
        }
        assertThat(run()).isInstanceOfSatisfying(Measured.Nothing.class, nothing -> {
            assertThat(nothing.outcome()).isEqualTo(Outcome.DOES_NOT_WORK);
            assertThat(nothing.why()).endsWith("it hangs with seed 2, 3 too");
        });

        answer(HUNG, List.of("nestlab-exact: begin"));
        answer(DONE, ALL);
        assertThat(costRun(Subject.EXITS).measureExactly(MachineSpec.of(Vendor.INTEL)))
                .isInstanceOfSatisfying(Measured.Nothing.class, nothing -> {
                    assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL);
                    assertThat(nothing.why()).contains("with seed 2 it does not hang");
                });
    }

    @Test
    void whatEndsOtherwiseAfterAHangIsNoFigure() {
        answer(HUNG, List.of("nestlab-exact: begin"));
        answer(new Ending.EndedFromOutside("QEMU was ended by signal 9"), List.of());

        assertThat(run()).isInstanceOfSatisfying(Measured.Nothing.class, nothing -> {
            assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL);
            assertThat(nothing.why()).contains("ended from outside", "with seed 1: it hangs");
        });
    }

    @Test
    void requestsAreMadeInALinuxWithADiskAndInOneInside() {
        Payload payload = new ProbeScripts(
                        Added.program(ProbeScripts.PROGRAM, Path.of("probe")),
                        Subject.REQUESTS,
                        new TreeSet<>(Set.of(CostKey.parse("L3:pipe"))),
                        true)
                .payload();
        Payload l2 = payload.inner().orElseThrow();
        Payload l3 = l2.inner().orElseThrow();

        assertThat(payload.disk()).isFalse();
        assertThat(payload.script())
                .contains("dd if=/dev/zero of=/disk")
                .endsWith("run-l2 448 /disk | nestlab-exits watch\n");
        assertThat(l2.disk()).isTrue();
        assertThat(l2.script().lines())
                .as("L1 traces from the first mark on that asks for it: nothing that is measured may come later")
                .containsSubsequence(
                        "nestlab-exits requests L2 all marks",
                        "run-l3 128 /disk",
                        "nestlab-exits requests L2 all reasons");
        assertThat(l3.disk()).isTrue();
        assertThat(l3.script().lines())
                .containsSubsequence(
                        "nestlab-exits requests L3 all,-pipe marks", "nestlab-exits requests L3 all,-pipe reasons");
        assertThat(l3.inner()).isEmpty();
    }

    @Test
    void aMachineInWhichOneKindAfterTheOtherHangsHasNoFigures() {
        for (String kind : List.of("cpuid", "cpuid", "cpuid", "rdmsr", "wrmsr", "hypercall")) {
            answer(HUNG, until(CostKey.parse("L3:" + kind)));
        }

        assertThat(run()).isInstanceOf(Measured.Nothing.class);
        assertThat(answers).isEmpty();
    }

    @Test
    void fiveHangsOfALinuxInL2AreNoVerdict() {
        for (int seed = 1; seed <= 5; seed++) {
            answer(HUNG, List.of());
        }

        assertThat(run(Subject.REQUESTS))
                .isInstanceOfSatisfying(
                        Measured.Nothing.class,
                        nothing -> assertThat(nothing.outcome()).isEqualTo(Outcome.CANNOT_TELL));
        assertThat(booted).hasSize(5);
    }

    private Measured.Figures figures() {
        return (Measured.Figures) run();
    }

    private Measured run() {
        return run(Subject.EXITS);
    }

    private Measured run(Subject subject) {
        return costRun(subject).measure(MachineSpec.of(Vendor.INTEL));
    }

    private CostRun costRun(Subject subject) {
        ProbeProgram program = new ProbeProgram(Path.of("probe"), "2".repeat(64));
        return new CostRun(new Recorded(), program, Duration.ofMinutes(15), subject, false, progress::add);
    }

    private void answer(Ending ending, List<String> lines) {
        answers.add(new SerialRun(
                MachineSpec.of(Vendor.INTEL),
                "6.1.0-50-cloud-amd64",
                "6.1.0-49-cloud-amd64",
                lines,
                ending,
                Duration.ofSeconds(42),
                Duration.ofSeconds(137),
                new Recorded().emulator(Vendor.INTEL),
                List.of(),
                List.of(),
                "bochs"));
    }

    /** Up to the first mark of a kind, as where L2 hangs in it. */
    private static List<String> until(CostKey key) {
        List<String> lines = new ArrayList<>();
        for (String line : ALL) {
            lines.add(line);
            if (line.contains(" mark level=%s kind=%s at=0".formatted(key.level(), key.kind()))) {
                return lines;
            }
        }
        throw new IllegalArgumentException(key + " has no mark");
    }

    private static List<String> without(CostKey key) {
        Predicate<String> its = line -> line.contains("level=%s kind=%s ".formatted(key.level(), key.kind()));
        return ALL.stream().filter(its.negate()).toList();
    }
}
