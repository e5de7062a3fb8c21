package org.nestlab.internal.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.libvirt.LibvirtFailure;
import org.nestlab.internal.libvirt.NodeInfo;
import org.nestlab.internal.prepare.MachineTypes;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.xml.XmlDoc;

/**
 * The libvirt and the QEMU on both sides of a migration: whether a guest can go from the one to the other, and what
 * their refusals mean.
 *
 * @param guest who is to be migrated, for example {@code L2 guest}
 */
record StackPair(String guest, Side from, Side to) {

    /**
     * One side.
     *
     * @param label for example {@code L1 first}
     * @param libvirt its version, for example {@code 9.0.0}
     * @param qemu its version, for example {@code 7.2.22}
     */
    record Side(String label, String libvirt, String qemu) {

        static Side of(String label, NodeInfo node) {
            return new Side(label, node.libvirtVersion(), node.hypervisorVersion());
        }

        @Override
        public String toString() {
            return "%s (libvirt %s, QEMU %s)".formatted(label, libvirt, qemu);
        }
    }

    private static final String OTHER_CPU =
            "the CPU there is another one: give the guest one that both have with withCpu(CpuMode.custom(…))";

    private static final String NO_WAY =
            "the one QEMU does not reach the other over the network: look for a firewall between the two";

    /** Some of what libvirt or QEMU says, and what it means; the first that is found counts. */
    private static final List<Map.Entry<String, String>> MEANINGS = List.of(
            Map.entry(
                    "migration cookie",
                    "their libvirts are too far apart to understand each other: take versions that are nearer, or migrate by way of one between them"),
            Map.entry(
                    "load of migration failed",
                    "the QEMU there cannot read the state that the other one wrote: give both the same QEMU"),
            Map.entry(
                    "machine type",
                    "the QEMU there does not have its machine type: take one that both have with HypervisorSpec.withMachine(…)"),
            Map.entry("guest CPU doesn't match", OTHER_CPU),
            Map.entry("CPU is incompatible", OTHER_CPU),
            Map.entry(
                    "to the same host",
                    "both libvirts say that they are the same host: give each a host_uuid of its own"),
            Map.entry("unable to connect to", NO_WAY),
            Map.entry("Failed to connect to", NO_WAY),
            Map.entry(
                    "marked for auto destroy",
                    "it would go with the connection that started it: set nestlab.keep=on-failure"));

    /**
     * Both sides as they are, where what cannot work has been refused.
     *
     * @throws LabConfigurationException if it cannot work
     */
    static StackPair of(LiveGuest guest, String fromLabel, Site from, String toLabel, Site to) {
        StackPair stacks = new StackPair(
                guest.label(),
                Side.of(fromLabel, from.libvirt().node().info()),
                Side.of(toLabel, to.libvirt().node().info()));
        stacks.check(
                XmlDoc.parse(guest.domainXml()).text("/domain/os/type/@machine").orElse(""),
                MachineTypes.of(to.libvirt().node().capabilitiesXml()));
        return stacks;
    }

    /**
     * Refuses what cannot work, before anything is made for it.
     *
     * @param machine the guest's machine type, for example {@code pc-q35-7.2}
     * @param machines those that the QEMU over there has
     * @throws LabConfigurationException if the QEMU over there is older, or has not this machine type
     */
    void check(String machine, List<String> machines) {
        if (older(to.qemu(), from.qemu())) {
            throw new LabConfigurationException(
                    "%s: cannot be migrated from %s to %s: the QEMU there is older, and QEMU promises to read the state of older versions only, not of newer ones. Migrate the other way, or give both the same version"
                            .formatted(guest, from, to));
        }
        if (!machines.contains(machine)) {
            throw new LabConfigurationException(
                    "%s: cannot be migrated from %s to %s: the QEMU there has no machine type %s; its q35 types are %s. Expected one that both have: HypervisorSpec.withMachine(…)"
                            .formatted(
                                    guest,
                                    from,
                                    to,
                                    machine,
                                    machines.stream()
                                            .filter(type -> type.contains("q35"))
                                            .distinct()
                                            .toList()));
        }
    }

    /**
     * A refusal with both versions, and with what it means where that is known.
     *
     * @param stays whether the guest runs on where it was
     */
    ProvisioningException explained(ProvisioningException refusal, boolean stays) {
        String said = LibvirtFailure.in(refusal)
                .map(Throwable::getMessage)
                .orElseGet(() -> String.valueOf(refusal.getMessage()));
        return new ProvisioningException(
                "%s: could not be migrated from %s to %s, and %s: %s%n  what was said: %s"
                        .formatted(
                                guest,
                                from,
                                to,
                                stays ? "runs on where it was" : "is gone from there",
                                meaning(said),
                                said),
                refusal);
    }

    private String meaning(String said) {
        String otherwise = from.libvirt().equals(to.libvirt())
                ? "libvirt refused"
                : "libvirt refused, and the two are of different versions: try the same one on both sides";
        return MEANINGS.stream()
                .filter(entry -> said.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    /** By major and minor number: what differs in the third number alone reads each other's state. */
    private static boolean older(String version, String than) {
        int[] a = numbers(version);
        int[] b = numbers(than);
        return a[0] != b[0] ? a[0] < b[0] : a[1] < b[1];
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
