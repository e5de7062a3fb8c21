package org.nestlab.internal.libvirt;

/**
 * The machine that a libvirt runs on.
 *
 * @param cpus logical CPUs
 * @param memory in bytes
 * @param hypervisor its kind, for example {@code QEMU}
 * @param libvirtVersion of the daemon, for example {@code 9.0.0}
 * @param hypervisorVersion for example {@code 7.2.22}
 */
public record NodeInfo(int cpus, long memory, String hypervisor, String libvirtVersion, String hypervisorVersion) {

    /** Libvirt's numbers, major * 1,000,000 + minor * 1,000 + release, as text. */
    static String version(long number) {
        return "%d.%d.%d".formatted(number / 1_000_000, number / 1_000 % 1_000, number % 1_000);
    }
}
