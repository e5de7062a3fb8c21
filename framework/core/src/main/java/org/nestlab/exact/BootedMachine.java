package org.nestlab.exact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.spec.ValueProperties;

/** The result of an exact machine, which was booted, measured and ended. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BootedMachine {

    private final MachineSpec spec;
    private final String emulator;
    private final String ended;
    private final boolean finished;
    private final MachineFacts l1;
    private final MachineFacts l2;
    private final List<String> console;
    private final List<String> warnings;
    private final List<String> remarks;
    private final Duration cpu;
    private final Duration wall;
    private final MeasuredCosts measured;

    private BootedMachine(
            MachineSpec spec,
            String emulator,
            String ended,
            boolean finished,
            MachineFacts l1,
            MachineFacts l2,
            List<String> console,
            List<String> warnings,
            List<String> remarks,
            Duration cpu,
            Duration wall,
            MeasuredCosts measured) {
        this.spec = spec;
        this.emulator = emulator;
        this.ended = ended;
        this.finished = finished;
        this.l1 = l1;
        this.l2 = l2;
        this.console = List.copyOf(console);
        this.warnings = List.copyOf(warnings);
        this.remarks = List.copyOf(remarks);
        this.cpu = cpu;
        this.wall = wall;
        this.measured = measured;
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static BootedMachine of(
            MachineSpec spec,
            String emulator,
            String ended,
            boolean finished,
            MachineFacts l1,
            MachineFacts l2,
            List<String> console,
            List<String> warnings,
            List<String> remarks,
            Duration cpu,
            Duration wall,
            MeasuredCosts measured) {
        return new BootedMachine(
                spec, emulator, ended, finished, l1, l2, console, warnings, remarks, cpu, wall, measured);
    }

    /** What was booted. */
    public MachineSpec spec() {
        return spec;
    }

    /** What emulated it, for example {@code Bochs 2.7, corei3_cnl}. */
    public String emulator() {
        return emulator;
    }

    /** What ended it, in a sentence. */
    public String ended() {
        return ended;
    }

    /** Whether its script came to its end. */
    public boolean finished() {
        return finished;
    }

    /** What L1 said. */
    public MachineFacts l1() {
        return l1;
    }

    /** What L2 said, a Linux on the KVM of L1. */
    public MachineFacts l2() {
        return l2;
    }

    /** Every line of its serial line; L2's begin with {@code L2: }. */
    public List<String> console() {
        return console;
    }

    /** Lines of its console by which a kernel reports that something in it is wrong. */
    public List<String> warnings() {
        return warnings;
    }

    /** Remarks of the emulator, and which seeds hung before that of {@link #spec()}. */
    public List<String> remarks() {
        return remarks;
    }

    /** Processor time that the emulator took. */
    public Duration cpu() {
        return cpu;
    }

    /** How long it took by the host's clock. */
    public Duration wall() {
        return wall;
    }

    /** What its exits cost, and why figures are missing. */
    public MeasuredCosts measured() {
        return measured;
    }

    /**
     * What its exits cost, in instructions and in exits of L1's KVM.
     *
     * @throws LabConfigurationException if the test did not ask for them
     * @throws AssertionError if the machine failed before it measured one
     */
    public ExactCosts costs() {
        return measured.figures().orElseGet(this::refuse);
    }

    private ExactCosts refuse() {
        if (measured.missing().isEmpty()) {
            throw new LabConfigurationException(
                    "%s: its costs were not asked for; expected @ExactMachine(costs = true)".formatted(this));
        }
        throw new AssertionError(
                "%s: none of its exits was measured: %s".formatted(this, String.join("; ", measured.missing())));
    }

    /** The same machine with what its exits cost. */
    public BootedMachine withMeasured(MeasuredCosts costs) {
        return new BootedMachine(spec, emulator, ended, finished, l1, l2, console, warnings, remarks, cpu, wall, costs);
    }

    /** The same machine with more remarks. */
    public BootedMachine addRemarks(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new BootedMachine(spec, emulator, ended, finished, l1, l2, console, warnings, all, cpu, wall, measured);
    }

    /** What L1 or L2 said of itself. */
    public MachineFacts at(Level level) {
        if (level.equals(Level.L1)) {
            return l1;
        }
        if (level.equals(Level.L2)) {
            return l2;
        }
        throw new IllegalArgumentException("an exact machine has L1 and L2, and says nothing of " + level);
    }

    /** For messages: the machine and its emulator. */
    @Override
    public String toString() {
        return "exact machine %s on %s".formatted(spec, emulator);
    }

    private ValueProperties properties() {
        return ValueProperties.of(BootedMachine.class)
                .and("spec", spec)
                .and("emulator", emulator)
                .and("ended", ended)
                .and("finished", finished)
                .and("l1", l1)
                .and("l2", l2)
                .and("console", console)
                .and("warnings", warnings)
                .and("remarks", remarks)
                .and("cpu", cpu)
                .and("wall", wall)
                .and("measured", measured);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BootedMachine same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }
}
