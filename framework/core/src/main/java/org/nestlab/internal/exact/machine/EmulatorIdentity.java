package org.nestlab.internal.exact.machine;

import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.digest.Sha256;

/**
 * The identity of an emulator. Figures of emulators that differ in any of this cannot be compared.
 *
 * @param name {@code QEMU}, {@code Bochs}
 * @param version as the emulator reports it, {@code 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1)}
 * @param sha256 of the program, 64 hexadecimal digits
 * @param cpuModel of the machine, features included, for example {@code EPYC,+vgif}
 * @param settings SHA-256 of what every machine of this emulator has: its devices, and the default words on both
 *     kernels' command lines
 */
public record EmulatorIdentity(String name, String version, String sha256, String cpuModel, String settings) {

    /**
     * The identity of an emulator.
     *
     * @param usual the emulator's arguments for a machine with its default CPU and seed 1
     */
    static EmulatorIdentity of(
            Emulator emulator, String name, String version, String sha256, String cpu, String usual) {
        return new EmulatorIdentity(name, version, sha256, cpu, settings(emulator, usual));
    }

    static String settings(Emulator emulator, String usual) {
        MachineSpec plain = MachineSpec.of(emulator.vendor());
        return Sha256.hex(String.join(
                "\n", usual, CommandLines.ofL1(plain, emulator.kernelArguments()), CommandLines.ofL2(plain)));
    }

    /** {@code Bochs 2.7, corei3_cnl}. */
    @Override
    public String toString() {
        return "%s %s, %s".formatted(name, version, cpuModel);
    }
}
