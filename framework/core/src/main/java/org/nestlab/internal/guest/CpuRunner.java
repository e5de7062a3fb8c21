package org.nestlab.internal.guest;

import org.jspecify.annotations.Nullable;

/** Who runs the CPUs of a guest, which decides what can be wrong with them. */
public enum CpuRunner {
    /** KVM on real hardware, at whatever level. */
    HARDWARE,
    /** QEMU itself, in software. */
    QEMU,
    /** The KVM of a machine whose CPUs QEMU runs. */
    KVM_ON_QEMU,
    /** The KVM of a machine whose own CPUs are run by the KVM of an emulated one: nested KVM code stands between. */
    NESTED_KVM_ON_QEMU;

    /**
     * By what a guest's domain is, and by who runs the CPUs of the machine that it is on.
     *
     * @param domainType {@code kvm} or {@code qemu}
     * @param above null where that machine is the host
     */
    static CpuRunner of(String domainType, @Nullable CpuRunner above) {
        if (domainType.equals("qemu")) {
            return QEMU;
        }
        if (above == null) {
            return HARDWARE;
        }
        return switch (above) {
            case HARDWARE -> HARDWARE;
            case QEMU -> KVM_ON_QEMU;
            case KVM_ON_QEMU, NESTED_KVM_ON_QEMU -> NESTED_KVM_ON_QEMU;
        };
    }

    boolean isEmulated() {
        return this != HARDWARE;
    }
}
