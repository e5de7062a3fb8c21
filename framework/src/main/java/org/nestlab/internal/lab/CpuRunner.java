package org.nestlab.internal.lab;

/** Who runs the CPUs of a guest, which decides what can be wrong with them. */
enum CpuRunner {
    /** KVM on real hardware, at whatever level. */
    HARDWARE,
    /** QEMU itself, in software. */
    QEMU,
    /** The KVM of a machine whose CPUs QEMU runs. */
    KVM_ON_QEMU,
    /** The KVM of a machine whose own CPUs are run by the KVM of an emulated one: nested KVM code stands between. */
    NESTED_KVM_ON_QEMU;

    static CpuRunner of(LiveGuest guest) {
        if (guest.plan().domainType().equals("qemu")) {
            return QEMU;
        }
        if (!(guest.parent() instanceof LiveGuest hypervisor)) {
            return HARDWARE;
        }
        return switch (of(hypervisor)) {
            case HARDWARE -> HARDWARE;
            case QEMU -> KVM_ON_QEMU;
            case KVM_ON_QEMU, NESTED_KVM_ON_QEMU -> NESTED_KVM_ON_QEMU;
        };
    }

    boolean isEmulated() {
        return this != HARDWARE;
    }
}
