package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.ExactMachine;
import org.nestlab.exact.Vendor;
import org.nestlab.machine.Level;

/** KVM nests on both vendors' extensions, on a machine that has neither. */
class ExactMachineTests {

    @Test
    @ExactMachine(Vendor.INTEL)
    void aGuestOfAGuestRunsOnVmx(BootedMachine machine) {
        proves(machine);
        assertThat(machine)
                .hasFlags(Level.L1, "flexpriority")
                .hasKvmParameter("kvm_intel.ept", "Y")
                .hasKvmParameter("kvm_intel.enable_shadow_vmcs", "Y")
                .hasKvmParameter("kvm_intel.nested", "Y");
    }

    @Test
    @ExactMachine(Vendor.AMD)
    void aGuestOfAGuestRunsOnSvm(BootedMachine machine) {
        proves(machine);
        assertThat(machine).hasKvmParameter("kvm_amd.npt", "Y").hasKvmParameter("kvm_amd.nested", "1");
    }

    private static void proves(BootedMachine machine) {
        assertThat(machine)
                .finished()
                .hasKvmDevice(Level.L1)
                .hasVendorFlags(Level.L1)
                .runsGuest()
                .hasKvmDevice(Level.L2)
                .hasVendorFlags(Level.L2)
                .runsGuestOfGuest()
                .hasNoKernelWarning();
    }
}
