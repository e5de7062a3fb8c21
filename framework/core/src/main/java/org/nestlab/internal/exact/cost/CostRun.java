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
import org.nestlab.internal.exact.machine.SeedRuns;
import org.nestlab.internal.exact.machine.SerialRun;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Level;
import org.nestlab.upgrade.Outcome;

/** Boots a machine, measures it, and ends it. */
public final class CostRun implements Measuring, Looking {

    /** How many kinds may hang in one machine; if more do, the machine itself hangs. */
    private static final int MOST_STUCK = 3;

    /** Requests need more seeds: a Linux in L2 hangs with many of them on QEMU's SVM. */
    private static final int SEEDS_OF_REQUESTS = 5;

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
     * @param reasons whether the reasons of L1's exits are counted, too, which takes a third longer
     * @param progress receives lines about the progress
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
     * Measures machines that this machine emulates. The measuring program is compiled if necessary.
     *
     * @param limit for each boot, by the host's clock
     * @param subject what is measured
     * @param reasons whether the reasons of L1's exits are counted, too
     * @param progress receives lines about the progress
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

    @Override
    public Measured measureExactly(MachineSpec spec) {
        return lookExactly(spec).measured();
    }

    @Override
    public int atOnce() {
        return machines.atOnce();
    }

    @Override
    public Looked look(MachineSpec spec) {
        SeedRuns runs = seeds(spec, subject == Subject.REQUESTS ? SEEDS_OF_REQUESTS : MachineProof.SEEDS);
        SerialRun whole = runs.whole();
        return whole == null ? hung(runs) : whole(whole).after(runs.passedOver(this::why));
    }

    @Override
    public Looked lookExactly(MachineSpec spec) {
        SeedRuns runs = seeds(spec, 2);
        return runs.hung().isEmpty() ? whole(runs.first()) : hung(runs);
    }

    private SeedRuns seeds(MachineSpec spec, int most) {
        return SeedRuns.boot(spec, most, one -> boot(one, new TreeSet<>()), CostRun::hangs, progress);
    }

    /** Whether the machine hangs, or a kind in it. */
    private static boolean hangs(SerialRun run) {
        return run.ending() instanceof Ending.Hung
                || (run.finished() && !StuckKinds.in(run).isEmpty());
    }

    /** Why a boot was skipped, and the command that reproduces the hang. */
    private String why(SerialRun run) {
        SortedMap<CostKey, String> stuck = StuckKinds.in(run);
        return "%s (reproduce with: %s)"
                .formatted(
                        stuck.isEmpty() ? run.ending().text() : clauses(stuck),
                        CostReplay.command(run.spec(), subject));
    }

    private Looked whole(SerialRun run) {
        return new Looked(
                MachineProof.of(run),
                run.ending() instanceof Ending.TooSlow ? late(run, StuckKinds.in(run)) : measured(run));
    }

    /** A kind of exit that hangs costs that kind alone: the machine is booted again without it. */
    private Looked hung(SeedRuns runs) {
        SerialRun run = runs.first();
        SortedMap<CostKey, String> found = StuckKinds.in(run);
        SortedMap<CostKey, String> stuck = new TreeMap<>(found);
        while (run.ending() instanceof Ending.Hung && !isAllElseThere(run, stuck.keySet())) {
            if (found.isEmpty() || stuck.size() > MOST_STUCK) {
                return machineHangs(run, runs);
            }
            progress.accept("exact: %s: %s; booting again without it".formatted(run.spec(), clauses(found)));
            run = boot(run.spec(), new TreeSet<>(stuck.keySet()));
            found = StuckKinds.in(run);
            stuck.putAll(found);
            if (run.ending() instanceof Ending.TooSlow) {
                return new Looked(MachineProof.of(run), late(run, stuck));
            }
        }
        SortedSet<CostKey> broken = new TreeSet<>(stuck.keySet());
        runs.others().forEach(other -> broken.retainAll(StuckKinds.in(other).keySet()));
        return new Looked(
                run.ending() instanceof Ending.Hung
                        ? MachineProof.ofHung(run, runs, !broken.isEmpty())
                        : MachineProof.of(run),
                without(stuck, broken, run, runs));
    }

    /** The limit was reached in the last kind: the others are measured, but it is not known whether that one hangs. */
    private Measured late(SerialRun run, SortedMap<CostKey, String> stuck) {
        if (!isAllElseThere(run, stuck.keySet()) || !(figures(run) instanceof Measured.Figures figures)) {
            return measured(run);
        }
        List<String> missing = new ArrayList<>(figures.missing());
        stuck.forEach((key, why) -> missing.add("%s: %s. Reproduce with: %s".formatted(key, why, figures.command())));
        return new Measured.Figures(figures.costs(), missing, figures.command());
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
     * The machine hangs, and no kind of exit is the cause. On QEMU's SVM a Linux in L2 hangs at many timings of
     * interrupts, each time in another place, so the kernel is not blamed even if all seeds hang.
     */
    private Looked machineHangs(SerialRun run, SeedRuns runs) {
        boolean every = runs.others().stream().allMatch(other -> other.ending() instanceof Ending.Hung);
        Measured nothing = new Measured.Nothing(
                every && subject == Subject.EXITS ? Outcome.DOES_NOT_WORK : Outcome.CANNOT_TELL,
                "%s: %s; %s".formatted(run.spec(), run.ending().text(), runs.elsewhere()),
                CostReplay.command(run.spec(), subject));
        return new Looked(MachineProof.ofHung(run, runs, every), nothing);
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

    /** The figures of a machine in which some kinds hang, whatever the seed. */
    private Measured without(
            SortedMap<CostKey, String> stuck, SortedSet<CostKey> broken, SerialRun run, SeedRuns runs) {
        Measured measured = measured(run);
        if (!(measured instanceof Measured.Figures figures)) {
            return measured;
        }
        List<String> missing = new ArrayList<>(figures.missing());
        stuck.forEach((key, why) -> missing.add("%s: %s; %s. Reproduce with: %s"
                .formatted(
                        key,
                        why,
                        broken.contains(key) ? "with the other seeds it hangs, too" : runs.elsewhere(),
                        figures.command())));
        return new Measured.Figures(figures.costs(), missing, figures.command(), broken);
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
        CostIdentity identity = CostIdentity.of(
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
