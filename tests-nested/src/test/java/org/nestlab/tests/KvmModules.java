package org.nestlab.tests;

import org.nestlab.machine.Machine;

/** The kernel modules that make {@code /dev/kvm}. */
final class KvmModules {

    private KvmModules() {}

    /** Tries to load the module of either vendor, so that a device that is still absent is absent for good. */
    static void tryToLoad(Machine machine) {
        machine.run("modprobe kvm_amd; modprobe kvm_intel");
    }
}
