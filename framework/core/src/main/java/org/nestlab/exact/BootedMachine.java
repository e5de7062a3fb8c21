package org.nestlab.exact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

/**
 * The result of an exact machine, which was booted, measured and ended.
 *
 * @param spec what was booted
 * @param emulator what emulated it, for example {@code Bochs 2.7, corei3_cnl}
 * @param ended what ended it, in a sentence
 * @param finished whether its script came to its end
 * @param l1 what L1 said
 * @param l2 what L2 said, a Linux on the KVM of L1
 * @param console every line of its serial line; L2's begin with {@code L2: }
 * @param warnings lines of its console by which a kernel reports that something in it is wrong
 * @param remarks of the emulator, and which seeds hung before that of {@code spec}
 * @param cpu processor time that the emulator took
 * @param wall how long it took by the host's clock
 * @param measured what its exits cost, and why figures are missing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BootedMachine(
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

    public BootedMachine {
        console = List.copyOf(console);
        warnings = List.copyOf(warnings);
        remarks = List.copyOf(remarks);
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
}
