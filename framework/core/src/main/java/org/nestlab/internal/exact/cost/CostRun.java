package org.nestlab.internal.exact.cost;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.nestlab.exact.CostIdentity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.exact.machine.EmulatedMachines;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.ExactMachines;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.exact.machine.SerialRun;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Level;
import org.nestlab.upgrade.Outcome;

/** Boots a machine, measures it, and ends it. */
public final class CostRun implements Measuring, Looking {

    /** Kinds that hang in one machine; with more of them the machine itself does. */
    private static final int MOST_STUCK = 3;

    private final ExactMachines machines;
    private final ProbeProgram program;
    private final Duration limit;
    private final Subject subject;
    private final boolean reasons;
    private final Consumer<String> progress;

    /**
     * Of machines.
     *
     * @param limit for each boot, by the host's clock
     * @param subject what is measured
     * @param reasons whether the reasons of L1's exits are counted, too: a third more time
     * @param progress is given a line now and then
     */
    CostRun(
            ExactMachines machines,
            ProbeProgram program,
            Duration limit,
            Subject subject,
            boolean reasons,
            Consumer<String> progress) {
        this.machines = machines;
        this.program = program;
        this.limit = limit;
        this.subject = subject;
        this.reasons = reasons;
        this.progress = progress;
    }

    /**
     * On machines that this one emulates. The measuring program is compiled if it is not there.
     *
     * @param limit for each boot, by the host's clock
     * @param subject what is measured
     * @param reasons whether the reasons of L1's exits are counted, too
     * @param progress is given a line now and then
     * @throws org.nestlab.HostNotCapableException if the program cannot be compiled here
     */
    public static CostRun onThisMachine(
            Settings settings, Duration limit, Subject subject, boolean reasons, Consumer<String> progress) {
        ProbeProgram program = ProbeProgram.ensure(new LocalShell("L0 host"), settings.imageDir(), progress);
        return new CostRun(new EmulatedMachines(settings), program, limit, subject, reasons, progress);
    }

    @Override
    public Measured measure(MachineSpec spec) {
        return look(spec).measured();
    }

    /** A kind of exit that hangs costs that kind alone: the machine is booted again without it. */
    @Override
    public Looked look(MachineSpec spec) {
        SortedMap<CostKey, String> stuck = new TreeMap<>();
        while (true) {
            SerialRun run = boot(spec, new TreeSet<>(stuck.keySet()));
            SortedMap<CostKey, String> found = StuckKinds.in(run);
            stuck.putAll(found);
            if (run.ending() instanceof Ending.TooSlow) {
                return looked(run, late(run, stuck));
            }
            boolean hung = run.ending() instanceof Ending.Hung;
            if (!hung || isAllElseThere(run, stuck.keySet())) {
                return looked(run, stuck.isEmpty() ? measured(run) : measured(run, stuck));
            }
            if (found.isEmpty() || stuck.size() > MOST_STUCK) {
                return hangs(run);
            }
            progress.accept("exact: %s: %s; once more without".formatted(spec, clauses(found)));
        }
    }

    /** The limit was reached in the last kind: the others are measured, and whether that one hangs is not known. */
    private Measured late(SerialRun run, SortedMap<CostKey, String> stuck) {
        if (!isAllElseThere(run, stuck.keySet()) || !(figures(run) instanceof Measured.Figures figures)) {
            return measured(run);
        }
        List<String> missing = new ArrayList<>(figures.missing());
        stuck.forEach((key, why) -> missing.add("%s: %s. Once more: %s".formatted(key, why, figures.command())));
        return new Measured.Figures(figures.costs(), missing, figures.command());
    }

    private static Looked looked(SerialRun run, Measured measured) {
        boolean again = measured instanceof Measured.Figures figures
                && !figures.broken().isEmpty();
        return new Looked(
                run.ending() instanceof Ending.Hung
                        ? MachineProof.ofHung(run, seedAfter(run.spec()), again)
                        : MachineProof.of(run),
                measured);
    }

    /** Whether a machine that hung had measured everything but what hangs: it is the last kind then. */
    private boolean isAllElseThere(SerialRun run, Set<CostKey> stuck) {
        SortedMap<CostKey, ExitCost> costs =
                CostReader.read(run.lines(), run.spec().vendor()).costs();
        return !reasons
                && costs.keySet().stream().anyMatch(CostKey::nested)
                && costs.keySet().stream()
                        .filter(key -> !key.nested())
                        .map(key -> new CostKey(Level.L3, key.kind()))
                        .allMatch(key -> costs.containsKey(key) || stuck.contains(key));
    }

    /**
     * The machine hangs, and no kind of exit can be named for it. A Linux in L2 hangs at many timings of interrupts on
     * QEMU's SVM, at each in another place: two of them are no verdict on the kernel.
     */
    private Looked hangs(SerialRun run) {
        boolean again = nextSeed(run.spec()).ending() instanceof Ending.Hung;
        Measured nothing = new Measured.Nothing(
                again && subject == Subject.EXITS ? Outcome.DOES_NOT_WORK : Outcome.CANNOT_TELL,
                "%s: %s; %s"
                        .formatted(
                                run.spec(),
                                run.ending().text(),
                                again
                                        ? "it hangs with seed %d too".formatted(seedAfter(run.spec()))
                                        : "it does not hang with seed %d".formatted(seedAfter(run.spec()))),
                CostReplay.command(run.spec(), subject));
        return new Looked(MachineProof.ofHung(run, seedAfter(run.spec()), again), nothing);
    }

    /**
     * A hang that another timing of interrupts does not have is most likely the emulator's: not a verdict on the
     * kernel.
     */
    private SerialRun nextSeed(MachineSpec spec) {
        MachineSpec next = spec.withSeed(seedAfter(spec));
        progress.accept("exact: %s: it hangs; once more with seed %d".formatted(spec, next.seed()));
        return boot(next, new TreeSet<>());
    }

    private static int seedAfter(MachineSpec spec) {
        return spec.seed() + 1;
    }

    private SerialRun boot(MachineSpec spec, SortedSet<CostKey> without) {
        return machines.run(spec, scripts(without).payload(), limit, progress);
    }

    private ProbeScripts scripts(SortedSet<CostKey> without) {
        return new ProbeScripts(Added.program(ProbeScripts.PROGRAM, program.file()), subject, without, reasons);
    }

    private static String clauses(SortedMap<CostKey, String> stuck) {
        return stuck.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(joining("; "));
    }

    /** The figures of a machine in which some kinds hang, and whether these do so with the next seed. */
    private Measured measured(SerialRun run, SortedMap<CostKey, String> stuck) {
        Measured measured = measured(run);
        if (!(measured instanceof Measured.Figures figures)) {
            return measured;
        }
        Set<CostKey> again = StuckKinds.in(nextSeed(run.spec())).keySet();
        List<String> missing = new ArrayList<>(figures.missing());
        stuck.forEach((key, why) -> missing.add("%s: %s; with seed %d %s. Once more: %s"
                .formatted(
                        key,
                        why,
                        seedAfter(run.spec()),
                        again.contains(key)
                                ? "it hangs, too"
                                : "it does not, so that this is most likely the emulator's fault",
                        figures.command())));
        SortedSet<CostKey> both = new TreeSet<>(stuck.keySet());
        both.retainAll(again);
        return new Measured.Figures(figures.costs(), missing, figures.command(), both);
    }

    private Measured measured(SerialRun run) {
        if (!run.finished() && !(run.ending() instanceof Ending.Hung)) {
            return new Measured.Nothing(
                    run.ending().tells() ? Outcome.DOES_NOT_WORK : Outcome.CANNOT_TELL,
                    "%s: %s".formatted(run.spec(), run.ending().text()),
                    CostReplay.command(run.spec(), subject));
        }
        return figures(run);
    }

    private Measured figures(SerialRun run) {
        CostReader.Read read = CostReader.read(run.lines(), run.spec().vendor());
        if (read.costs().isEmpty() || read.costs().keySet().stream().noneMatch(CostKey::nested)) {
            List<String> why = new ArrayList<>(UnloadedModules.in(run.lines()));
            why.addAll(read.missing());
            return new Measured.Nothing(
                    Outcome.DOES_NOT_WORK,
                    "%s: nothing of a nested guest was measured: %s".formatted(run.spec(), String.join("; ", why)),
                    CostReplay.command(run.spec(), subject));
        }
        CostIdentity identity = new CostIdentity(
                run.emulator().name() + " " + run.emulator().version(),
                run.emulator().sha256(),
                run.emulator().settings(),
                Sha256.hex(program.sha256() + "\n" + scripts(new TreeSet<>()).text()),
                (run.innerKernel() + " " + run.spec().innerKernel().arguments()).strip(),
                run.spec().seed());
        return new Measured.Figures(
                new ExactCosts(run.spec(), run.kernel(), identity, read.costs()),
                read.missing(),
                CostReplay.command(run.spec(), subject));
    }
}
