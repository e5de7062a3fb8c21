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
 * A program that emulates a CPU with a virtualization extension, and lets its time stamp counter go by executed
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
     * Writes to the folder what it wants, and says what is to be run there. It prints what it says of itself to its
     * standard error or to {@link #logs}.
     *
     * @throws LabConfigurationException if it cannot emulate that machine
     */
    List<String> prepare(MachineSpec spec, BootFiles files, Path folder) throws IOException;

    /** Files in the machine's folder that it writes its log to, besides what it prints. */
    List<String> logs();

    /**
     * Words for L1's kernel command line, by which the kernel keeps off what this emulator does wrong; empty for none.
     */
    default String kernelArguments() {
        return "";
    }

    /** What is put into its environment. */
    default List<String> environment() {
        return List.of();
    }

    /** A line of its log as it is shown; empty where it says nothing of this machine, or is what it always says. */
    Optional<String> remark(MachineSpec spec, String line);

    /** Whether a remark tells that the emulator refused what hardware allows, or gave up. */
    boolean isFault(String remark);

    /** Whether a remark tells that a signal from outside asked the emulator to end, which it then did by itself. */
    default boolean isEndFromOutside(String remark) {
        return false;
    }

    /**
     * Whether a remark tells that the machine as it is wanted cannot be had from this emulator; what it says of that.
     */
    Optional<String> refusal(MachineSpec spec, String remark);
}
