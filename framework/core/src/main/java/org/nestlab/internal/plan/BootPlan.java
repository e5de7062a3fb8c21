package org.nestlab.internal.plan;

/** How a guest starts. */
public sealed interface BootPlan {

    /** Starts the boot loader on its root disk. */
    record Disk() implements BootPlan {}

    /**
     * Boots a kernel directly.
     *
     * @param kernel its path on the machine that runs the guest
     * @param initrd its initramfs, likewise
     * @param arguments the kernel command line
     */
    record Direct(String kernel, String initrd, String arguments) implements BootPlan {}
}
