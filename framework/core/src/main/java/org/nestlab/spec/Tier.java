package org.nestlab.spec;

import org.apiguardian.api.API;

/** How L1 runs on L0. Figures of the two tiers are never compared with each other. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Tier {
    /** L1 runs on the host's KVM, which needs a CPU with vmx or svm and nesting switched on. */
    KVM("kvm"),
    /** QEMU's TCG emulates L1 with AMD's SVM. KVM in L1, and so L2, are real. */
    EMULATED("emulated");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    /** The word in settings: {@code kvm}, {@code emulated}. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
