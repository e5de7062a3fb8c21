package org.nestlab.internal.exact.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.MeasuredCosts;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.ExactMachines;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.exact.machine.SeedRuns;
import org.nestlab.internal.exact.machine.SerialRun;

/** Boots a machine in which each level describes itself and runs a small guest. */
public final class MachineProof {

    /** Many times the 45 s that it takes on an idle machine with two cores. */
    public static final Duration LIMIT = Duration.ofMinutes(15);

    /** How many seeds must hang before the kernel is blamed: the emulator's fault affects few seeds. */
    public static final int SEEDS = 3;

    private static final String FACTS = "/org/nestlab/exact/facts.sh";
    private static final String PROBE = "nestlab-exits measure %s cpuid,hlt\n";

    private final ExactMachines machines;
    private final Path probe;

    /** @param probe the program that runs a small guest, which {@code internal.exact.cost} has */
    public MachineProof(ExactMachines machines, Path probe) {
        this.machines = machines;
        this.probe = probe;
    }

    /**
     * The result.
     *
     * @param untold why no conclusion about the kernel is possible, for example a fault of the emulator or a host that
     *     is too slow; empty if one is
     */
    public record Result(BootedMachine machine, String untold) {

        /** Whether it allows a conclusion about the kernel. */
        public boolean tells() {
            return untold.isEmpty();
        }

        /**
         * The same after boots that hung with other seeds.
         *
         * @param passedOver the outcome of each, one line each
         */
        public Result after(List<String> passedOver) {
            return passedOver.isEmpty() ? this : new Result(machine.addRemarks(passedOver), untold);
        }
    }

    /**
     * Boots the machine. If it hangs, boots it with the next seeds until one does not, which the result's spec has. If
     * three seeds hang, the kernel is blamed.
     *
     * @param limit for each boot, by the host's clock
     */
    public Result boot(MachineSpec spec, Duration limit, Consumer<String> progress) {
        SeedRuns runs = seeds(spec, SEEDS, limit, progress);
        SerialRun whole = runs.whole();
        return whole == null
                ? ofHung(runs.first(), runs, true)
                : of(whole).after(runs.passedOver(run -> run.ending().text()));
    }

    /**
     * Boots the machine with its own seed alone. If it hangs, the next seed shows whether that is the emulator's fault.
     */
    public Result bootExactly(MachineSpec spec, Duration limit, Consumer<String> progress) {
        SeedRuns runs = seeds(spec, 2, limit, progress);
        return runs.hung().isEmpty() ? of(runs.first()) : ofHung(runs.first(), runs, runs.whole() == null);
    }

    /** How many machines this host can boot at the same time, by as many threads. */
    public int atOnce() {
        return machines.atOnce();
    }

    private SeedRuns seeds(MachineSpec spec, int most, Duration limit, Consumer<String> progress) {
        return SeedRuns.boot(
                spec, most, one -> once(one, limit, progress), run -> run.ending() instanceof Ending.Hung, progress);
    }

    /** What a machine proves that did not hang and whose scripts print {@link #facts()} on both levels. */
    public static Result of(SerialRun run) {
        return new Result(machine(run), untold(run));
    }

    /**
     * What a machine proves that hung.
     *
     * @param runs the boots with other seeds
     * @param broken whether these boots show that the kernel is to blame
     */
    public static Result ofHung(SerialRun run, SeedRuns runs, boolean broken) {
        return new Result(
                machine(run),
                broken
                        ? ""
                        : "%s; %s; seed %d hangs again"
                                .formatted(
                                        run.ending().text(),
                                        runs.elsewhere(),
                                        run.spec().seed()));
    }

    private SerialRun once(MachineSpec spec, Duration limit, Consumer<String> progress) {
        String facts = facts();
        Payload payload = Payload.ofBoth(
                facts + PROBE.formatted("L2") + "run-l2\n",
                facts + PROBE.formatted("L3"),
                List.of(Added.program("bin/nestlab-exits", probe)));
        return machines.run(spec, payload, limit, progress);
    }

    private static BootedMachine machine(SerialRun run) {
        return BootedMachine.of(
                run.spec(),
                run.emulator().toString(),
                run.ending().text(),
                run.finished(),
                FactReader.ofL1(run.lines()),
                FactReader.ofL2(run.lines()),
                run.lines(),
                KernelWarnings.in(run.lines(), run.spec().vendor()),
                run.emulatorLog(),
                run.cpu(),
                run.wall(),
                MeasuredCosts.notAsked());
    }

    /** L1 may finish although a fault of the emulator has ended L2; Bochs then says what it refused. */
    private static String untold(SerialRun run) {
        if (!run.ending().tells()) {
            return run.ending().text();
        }
        boolean whole =
                run.finished() && !FactReader.ofL2(run.lines()).guestExits().isEmpty();
        return whole
                ? ""
                : run.emulatorFault()
                        .map(fault -> new Ending.EmulatorFault(fault).text())
                        .orElse("");
    }

    /** The commands with which a level describes itself. */
    public static String facts() {
        try (InputStream in =
                Objects.requireNonNull(MachineProof.class.getResourceAsStream(FACTS), () -> "no resource " + FACTS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FACTS + " cannot be read", e);
        }
    }
}
