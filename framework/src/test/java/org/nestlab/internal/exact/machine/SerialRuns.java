package org.nestlab.internal.exact.machine;

import java.time.Duration;
import java.util.List;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;

/** Boots that were recorded: Bochs 2.7, Linux 6.1. */
public final class SerialRuns {

    private SerialRuns() {}

    public static EmulatorIdentity emulator() {
        return new EmulatorIdentity("Bochs", "2.7", "0".repeat(64), "corei3_cnl", "1".repeat(64));
    }

    /** A boot of the usual machine that ended in this way after these lines. */
    public static SerialRun of(Ending ending, List<String> lines, String... faults) {
        return of(MachineSpec.of(Vendor.INTEL), ending, lines, List.of(faults));
    }

    /** The same as the answer to what was asked for. */
    public static SerialRun answering(MachineSpec spec, SerialRun recorded) {
        return of(spec, recorded.ending(), recorded.lines(), recorded.faults());
    }

    private static SerialRun of(MachineSpec spec, Ending ending, List<String> lines, List<String> faults) {
        return new SerialRun(
                spec,
                "6.1.0-50-cloud-amd64",
                "6.1.0-49-cloud-amd64",
                lines,
                ending,
                Duration.ofSeconds(42),
                Duration.ofSeconds(137),
                emulator(),
                faults,
                faults,
                "bochs");
    }
}
