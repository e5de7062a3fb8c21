package org.nestlab.internal.prepare;

import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.libvirt.Node;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.spec.HypervisorSpec;

/** Refuses a machine type that a QEMU does not have, before anything is made for it. */
public final class MachineTypes {

    private MachineTypes() {}

    /**
     * Checks that the QEMU of a node has the machine type that a lab wants.
     *
     * @throws LabConfigurationException naming those that it has
     */
    public static void check(HypervisorSpec hypervisor, Node node) {
        // The alias is in every version: not worth a question that starts QEMU.
        if (!hypervisor.machine().equals("q35")) {
            check(hypervisor, node.capabilitiesXml());
        }
    }

    public static void check(HypervisorSpec hypervisor, String capabilities) {
        List<String> types = of(capabilities);
        if (!types.contains(hypervisor.machine())) {
            throw new LabConfigurationException(
                    "L0: QEMU of %s has no machine type %s: its q35 types are %s. Expected one that every version under test has: HypervisorSpec.withMachine(…)"
                            .formatted(
                                    hypervisor.words(),
                                    hypervisor.machine(),
                                    types.stream()
                                            .filter(type -> type.contains("q35"))
                                            .distinct()
                                            .toList()));
        }
    }

    /** Those of a QEMU, from what its libvirt can do. */
    public static List<String> of(String capabilities) {
        return XmlDoc.parse(capabilities).texts("/capabilities/guest[arch/@name='x86_64']/arch/machine");
    }
}
