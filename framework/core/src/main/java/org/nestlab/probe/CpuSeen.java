package org.nestlab.probe;

import org.apiguardian.api.API;
import org.nestlab.machine.Machine;

/**
 * The CPU as the machine's own kernel sees it: with host-passthrough the model of the level above, with a custom model
 * that model's name.
 *
 * @param vendor for example {@code GenuineIntel}; empty where the kernel names none
 * @param modelName for example {@code AMD EPYC Processor}; empty where the kernel names none
 * @param hypervisor whether the CPU says that it is virtual
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CpuSeen(String vendor, String modelName, boolean hypervisor) {

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if {@code /proc/cpuinfo} cannot be read
     */
    public static CpuSeen of(Machine machine) {
        return parse(machine.run(CpuInfo.SCRIPT).orThrow().stdout());
    }

    static CpuSeen parse(String cpuinfo) {
        CpuInfo cpu = CpuInfo.parse(cpuinfo);
        return new CpuSeen(
                cpu.text("vendor_id"),
                cpu.text("model name"),
                cpu.words("flags").contains("hypervisor"));
    }
}
