package org.nestlab.internal.exact.machine;

/**
 * Which emulator it is. Figures of two that differ in any of this are not to be compared.
 *
 * @param name {@code QEMU}, {@code Bochs}
 * @param version as it says itself, {@code 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1)}
 * @param sha256 of the program, 64 hexadecimal digits
 * @param cpuModel of the machine, features included, for example {@code EPYC,+vgif}
 */
public record EmulatorIdentity(String name, String version, String sha256, String cpuModel) {

    /** {@code Bochs 2.7, corei3_cnl}. */
    @Override
    public String toString() {
        return "%s %s, %s".formatted(name, version, cpuModel);
    }
}
