package org.nestlab.internal.exact.cost;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.nestlab.exact.CostIdentity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.exact.machine.EmulatedMachines;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.ExactMachines;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.exact.machine.SerialRun;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.upgrade.Outcome;

/** Boots a machine, measures exits at both levels, and ends it. */
public final class CostRun implements Measuring {

    private static final String PROGRAM = "bin/nestlab-exits";
    // tracefs is where the exits by reason are; a kernel without it has none of these, and all the rest.
    private static final String SCRIPT = """
            mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null
            nestlab-exits measure L2 all
            run-l2 | nestlab-exits watch
            """;
    private static final String INNER = "nestlab-exits measure L3 all marks\n";
    private static final String REASONS = "nestlab-exits measure L3 all reasons\n";

    private final ExactMachines machines;
    private final ProbeProgram program;
    private final Duration limit;
    private final boolean reasons;
    private final Consumer<String> progress;

    /**
     * Of machines.
     *
     * @param limit for each boot, by the host's clock
     * @param reasons whether the reasons of L1's exits are counted, too: a third more time
     * @param progress is given a line now and then
     */
    CostRun(ExactMachines machines, ProbeProgram program, Duration limit, boolean reasons, Consumer<String> progress) {
        this.machines = machines;
        this.program = program;
        this.limit = limit;
        this.reasons = reasons;
        this.progress = progress;
    }

    /**
     * On machines that this one emulates. The measuring program is compiled if it is not there.
     *
     * @param limit for each boot, by the host's clock
     * @param reasons whether the reasons of L1's exits are counted, too
     * @param progress is given a line now and then
     * @throws org.nestlab.HostNotCapableException if the program cannot be compiled here
     */
    public static CostRun onThisMachine(Settings settings, Duration limit, boolean reasons, Consumer<String> progress) {
        ProbeProgram program = ProbeProgram.ensure(new LocalShell("L0 host"), settings.imageDir(), progress);
        return new CostRun(new EmulatedMachines(settings), program, limit, reasons, progress);
    }

    @Override
    public Measured measure(MachineSpec spec) {
        SerialRun run = boot(spec);
        if (!(run.ending() instanceof Ending.Hung)) {
            return measured(run);
        }
        // A hang that another timing of interrupts does not have is most likely the emulator's: not a verdict on the
        // kernel.
        MachineSpec next = spec.withSeed(spec.seed() + 1);
        progress.accept("exact: %s: %s; once more with seed %d"
                .formatted(spec, run.ending().text(), next.seed()));
        boolean again = boot(next).ending() instanceof Ending.Hung;
        return new Measured.Nothing(
                again ? Outcome.DOES_NOT_WORK : Outcome.CANNOT_TELL,
                "%s: %s; %s with seed %d%s"
                        .formatted(
                                spec,
                                run.ending().text(),
                                again ? "it hangs" : "it does not hang",
                                next.seed(),
                                again ? " too" : ""),
                Replay.command(run.spec()));
    }

    private SerialRun boot(MachineSpec spec) {
        Added added = Added.program(PROGRAM, program.file());
        return machines.run(
                spec, Payload.ofBoth(SCRIPT, reasons ? INNER + REASONS : INNER, List.of(added)), limit, progress);
    }

    private Measured measured(SerialRun run) {
        if (!run.finished()) {
            return new Measured.Nothing(
                    run.ending().tells() ? Outcome.DOES_NOT_WORK : Outcome.CANNOT_TELL,
                    "%s: %s".formatted(run.spec(), run.ending().text()),
                    Replay.command(run.spec()));
        }
        CostReader.Read read = CostReader.read(run.lines(), run.spec().vendor());
        if (read.costs().isEmpty() || read.costs().keySet().stream().noneMatch(CostKey::nested)) {
            return new Measured.Nothing(
                    Outcome.DOES_NOT_WORK,
                    "%s: no exit of a nested guest was measured: %s"
                            .formatted(run.spec(), String.join("; ", read.missing())),
                    Replay.command(run.spec()));
        }
        CostIdentity identity = new CostIdentity(
                run.emulator().name() + " " + run.emulator().version(),
                run.emulator().sha256(),
                run.emulator().settings(),
                program.sha256(),
                (run.innerKernel() + " " + run.spec().innerKernel().arguments()).strip(),
                run.spec().seed());
        return new Measured.Figures(
                new ExactCosts(run.spec(), run.kernel(), identity, read.costs()),
                read.missing(),
                Replay.command(run.spec()));
    }
}
