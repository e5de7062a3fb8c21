package org.nestlab.performance;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.ExactMachine;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.Vendor;
import org.nestlab.machine.Level;

/**
 * KVM nests on both vendors' extensions, on a machine that may have neither, and what its exits cost in instructions:
 * one boot for both. A kernel is not at fault for being a new one: what fails are a machine that does not work, exits
 * that were not those asked for, limits of {@code thresholds.yaml}, and figures of the same kernels on the same
 * emulator that were accepted ({@code exact-baseline.yaml}).
 */
class ExactMachineTests {

    @Test
    @ExactMachine(value = Vendor.INTEL, costs = true)
    void aGuestOfAGuestRunsOnVmx(BootedMachine machine) {
        proves(machine);
        assertThat(machine)
                .hasFlags(Level.L1, "flexpriority")
                .hasKvmParameter("kvm_intel.ept", "Y")
                .hasKvmParameter("kvm_intel.enable_shadow_vmcs", "Y")
                .hasKvmParameter("kvm_intel.nested", "Y");
    }

    @Test
    @ExactMachine(value = Vendor.AMD, costs = true)
    void aGuestOfAGuestRunsOnSvm(BootedMachine machine) {
        proves(machine);
        assertThat(machine).hasKvmParameter("kvm_amd.npt", "Y").hasKvmParameter("kvm_amd.nested", "1");
    }

    @Test
    @ExactMachine(value = Vendor.INTEL, costs = true)
    void exitsOnVmxCostWhatTheyMay(BootedMachine machine, ExactReport report) {
        assertThat(machine.costs()).measures("L2:cpuid", "L3:cpuid").countsEveryExit();
        report.orThrow();
    }

    @Test
    @ExactMachine(value = Vendor.AMD, costs = true)
    void exitsOnSvmCostWhatTheyMay(BootedMachine machine, ExactReport report) {
        assertThat(machine.costs()).measures("L2:cpuid", "L3:cpuid").countsEveryExit();
        report.orThrow();
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
