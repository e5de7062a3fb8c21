package org.nestlab.internal.exact.machine;

import java.time.Duration;
import java.util.Optional;
import org.nestlab.exact.MachineSpec;

/**
 * The progress of a machine's boot, for people who wait for it.
 *
 * @param spec what is booted
 */
record Stages(MachineSpec spec) {

    private static final String BEGIN = MachineWatch.MARK + "begin";

    String begins() {
        return "exact: %s: booting".formatted(spec);
    }

    /**
     * What a line says about it; empty if it says nothing.
     *
     * @param cpu the emulator's processor time when the line came
     */
    Optional<String> of(String line, Duration cpu) {
        return line.contains(BEGIN)
                ? Optional.of("exact: %s: %s has booted, after %d s of the emulator's CPU time"
                        .formatted(spec.vendor().word(), Serial.level(line), cpu.toSeconds()))
                : Optional.empty();
    }

    String ended(Ending ending, Duration cpu) {
        return "exact: %s: ended after %d s of the emulator's CPU time: %s"
                .formatted(spec.vendor().word(), cpu.toSeconds(), ending.text());
    }
}
