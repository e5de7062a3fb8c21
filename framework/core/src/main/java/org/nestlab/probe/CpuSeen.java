package org.nestlab.probe;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * The CPU as the machine's own kernel sees it: with host-passthrough the model of the level above, with a custom model
 * that model's name.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuSeen {

    private final String vendor;
    private final String modelName;
    private final boolean hypervisor;

    CpuSeen(String vendor, String modelName, boolean hypervisor) {
        this.vendor = vendor;
        this.modelName = modelName;
        this.hypervisor = hypervisor;
    }

    /** The vendor, for example {@code GenuineIntel}; empty where the kernel names none. */
    public String vendor() {
        return vendor;
    }

    /** The model, for example {@code AMD EPYC Processor}; empty where the kernel names none. */
    public String modelName() {
        return modelName;
    }

    /** Whether the CPU says that it is virtual. */
    public boolean hypervisor() {
        return hypervisor;
    }

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

    private ValueProperties properties() {
        return ValueProperties.of(CpuSeen.class)
                .and("vendor", vendor)
                .and("modelName", modelName)
                .and("hypervisor", hypervisor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CpuSeen same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
