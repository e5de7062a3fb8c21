package org.nestlab.internal.diagnosis;

/** What failed. Each cause can occur at any level. */
public enum FailureCause {
    /** The kernel that runs the lab, or a guest hypervisor, failed, and a guest with it. */
    KERNEL_BELOW("kernel oops of the machine above"),
    OUT_OF_MEMORY("out of memory"),
    QEMU_GONE("QEMU is gone"),
    QEMU_HANGS("QEMU hangs"),
    PAUSED("paused from outside"),
    REBOOTED("rebooted from outside"),
    KERNEL_PANICKED("kernel panicked"),
    KERNEL_FROZEN("kernel frozen"),
    USERSPACE_STUCK("userspace stuck"),
    NETWORK("network only"),
    EMULATOR("emulator fault"),
    /** Every machine is well. */
    THE_TEST("the test"),
    UNKNOWN("unknown");

    private final String words;

    FailureCause(String words) {
        this.words = words;
    }

    /** In two or three words, for people. */
    public String words() {
        return words;
    }

    /** Whether a guest is lost for good, so that no test can use the lab any more. */
    public boolean isDeadly() {
        return switch (this) {
            case KERNEL_BELOW,
                    OUT_OF_MEMORY,
                    QEMU_GONE,
                    QEMU_HANGS,
                    REBOOTED,
                    KERNEL_PANICKED,
                    KERNEL_FROZEN,
                    EMULATOR -> true;
            case PAUSED, USERSPACE_STUCK, NETWORK, THE_TEST, UNKNOWN -> false;
        };
    }
}
