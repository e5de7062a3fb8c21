package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;

/**
 * A program that emulates a CPU with a virtualization extension, and whose time stamp counter counts executed
 * instructions.
 */
sealed interface Emulator permits TcgEmulator, BochsEmulator {

    /** The file in the machine's folder to which its serial line goes. */
    String SERIAL = "serial.log";

    /**
     * The emulator of a vendor's CPUs.
     *
     * @throws HostNotCapableException naming the package, if it is not installed
     */
    static Emulator of(Vendor vendor) {
        return switch (vendor) {
            case AMD -> TcgEmulator.installed();
            case INTEL -> BochsEmulator.installed();
        };
    }

    /** Whose CPUs it emulates. */
    Vendor vendor();

    EmulatorIdentity identity(MachineSpec spec);

    /**
     * Writes the emulator's files to the folder and returns the command to run there. The emulator's own messages go to
     * its standard error or to {@link #logs}.
     *
     * @throws LabConfigurationException if it cannot emulate that machine
     */
    List<String> prepare(MachineSpec spec, BootFiles files, Path folder) throws IOException;

    /** The log files that it writes to the machine's folder, besides its output. */
    List<String> logs();

    /** Words for L1's kernel command line that make the kernel avoid this emulator's faults; empty for none. */
    default String kernelArguments() {
        return "";
    }

    /** Variables for its environment. */
    default List<String> environment() {
        return List.of();
    }

    /**
     * A line of its log as it is shown to users; empty if it says nothing about this machine or appears in every boot.
     */
    Optional<String> remark(MachineSpec spec, String line);

    /** Whether a remark says that the emulator refused what hardware allows, or gave up. */
    boolean isFault(String remark);

    /** Whether a remark says that the emulator ended because a signal from outside asked it to. */
    default boolean isEndFromOutside(String remark) {
        return false;
    }

    /**
     * A fault of this version of the emulator that makes such a machine hang; empty if none is known.
     *
     * @param lines of its serial line, until it hung
     */
    default Optional<String> knownHang(MachineSpec spec, List<String> lines) {
        return Optional.empty();
    }

    /** Which of its parts the host lacks, and the package to install; empty if the remark does not say so. */
    default Optional<String> missing(String remark) {
        return Optional.empty();
    }

    /** The emulator's words for why it cannot provide the requested machine; empty if the remark does not say so. */
    Optional<String> refusal(MachineSpec spec, String remark);
}
