package org.nestlab.internal.exact.machine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nestlab.exact.MachineSpec;

/**
 * The result of one boot of an exact machine.
 *
 * @param spec what was booted
 * @param kernel the release of L1's kernel, for example {@code 6.1.0-41-cloud-amd64}
 * @param innerKernel that of L2's, and a hash that distinguishes builds of one release; empty if there was no L2
 * @param lines of L1's serial line as they came, without line ends; L2's are among them
 * @param ending what ended it
 * @param cpu processor time that the emulator took
 * @param wall how long it took by the host's clock
 * @param emulator what emulated it
 * @param emulatorLog what the emulator itself reported, without what it reports in every boot
 * @param faults those remarks by which the emulator refused what hardware allows, or gave up
 * @param command that booted it; the files that it names were removed with the machine
 */
public record SerialRun(
        MachineSpec spec,
        String kernel,
        String innerKernel,
        List<String> lines,
        Ending ending,
        Duration cpu,
        Duration wall,
        EmulatorIdentity emulator,
        List<String> emulatorLog,
        List<String> faults,
        String command) {

    public SerialRun {
        lines = List.copyOf(lines);
        emulatorLog = List.copyOf(emulatorLog);
        faults = List.copyOf(faults);
    }

    /** Whether the payload's script came to its end, whatever its status. */
    public boolean finished() {
        return ending instanceof Ending.Finished;
    }

    /** The first fault of the emulator, whether or not the machine came to its end. */
    public Optional<String> emulatorFault() {
        return faults.stream().findFirst();
    }
}
