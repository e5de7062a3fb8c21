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
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.ExactMachines;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.Payload.Added;
import org.nestlab.internal.exact.machine.SerialRun;

/** Boots a machine and lets both levels say what they are, and run a small guest each. */
public final class MachineProof {

    /** Many times what it takes on an idle machine with two cores: some 45 s. */
    public static final Duration LIMIT = Duration.ofMinutes(15);

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
     * What came of it.
     *
     * @param untold why it says nothing of the kernel, as a fault of the emulator does not and a host that is too slow;
     *     empty where it does
     */
    public record Result(BootedMachine machine, String untold) {

        /** Whether it says something of the kernel. */
        public boolean tells() {
            return untold.isEmpty();
        }
    }

    /**
     * Boots it, and once more with the next seed where it hangs: a hang that another timing of interrupts does not have
     * is most likely the emulator's.
     *
     * @param limit of the host's clock, for each boot
     */
    public Result boot(MachineSpec spec, Duration limit, Consumer<String> progress) {
        SerialRun run = once(spec, limit, progress);
        if (!(run.ending() instanceof Ending.Hung)) {
            return of(run);
        }
        MachineSpec next = spec.withSeed(spec.seed() + 1);
        progress.accept("exact: %s: %s; once more with seed %d"
                .formatted(spec, run.ending().text(), next.seed()));
        boolean again = once(next, limit, progress).ending() instanceof Ending.Hung;
        return ofHung(run, next.seed(), again);
    }

    /** What a machine proves that did not hang, and whose scripts print {@link #facts()} on both levels. */
    public static Result of(SerialRun run) {
        return new Result(machine(run), untold(run));
    }

    /**
     * What one proves that hung.
     *
     * @param seed with which it was booted once more
     * @param again whether it hung again
     */
    public static Result ofHung(SerialRun run, int seed, boolean again) {
        return new Result(
                machine(run),
                again
                        ? ""
                        : "%s; with seed %d it does not hang, so that this is most likely the emulator's fault; seed %d hangs again"
                                .formatted(run.ending().text(), seed, run.spec().seed()));
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
        return new BootedMachine(
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
                null,
                List.of());
    }

    /** L1 may come to its end where the emulator's fault has ended L2: Bochs says what it refused. */
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

    /** What a payload runs on a level, so that it says what it is and has. */
    public static String facts() {
        try (InputStream in =
                Objects.requireNonNull(MachineProof.class.getResourceAsStream(FACTS), () -> "no resource " + FACTS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FACTS + " cannot be read", e);
        }
    }
}
