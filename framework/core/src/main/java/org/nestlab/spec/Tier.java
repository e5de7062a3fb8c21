package org.nestlab.spec;

import org.apiguardian.api.API;

/** How L1 runs on L0. Figures of the two tiers are never compared with each other. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Tier {
    /** L1 runs on the host's KVM; needs a CPU with vmx or svm and nesting switched on. */
    KVM("kvm"),
    /** L1 is emulated by QEMU's TCG with AMD's SVM, so that KVM inside it, and L2, are real. */
    EMULATED("emulated");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    /** As it is written in settings: {@code kvm}, {@code emulated}. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
