package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.spec.MemoryBacking;

/** A plan for people to read. */
public final class PlanText {

    private PlanText() {}

    public static String of(LabPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("lab %s '%s' on %s".formatted(plan.id(), plan.spec().name(), plan.uri()));
        lines.add("tier %s: %s".formatted(plan.tier(), plan.tierReason()));
        if (plan.spec().hypervisor().isContainer()) {
            lines.add("QEMU and libvirt of L0: " + plan.spec().hypervisor().words());
        }
        plan.notes().forEach(note -> lines.add("note: " + note));
        hypervisor(plan.host(), "", lines);
        return String.join("\n", lines) + "\n";
    }

    private static void hypervisor(HypervisorPlan hypervisor, String indent, List<String> lines) {
        lines.add("%s%s: pool %s in %s, network %s %s on %s"
                .formatted(
                        indent,
                        hypervisor.level(),
                        hypervisor.poolName(),
                        hypervisor.folder(),
                        hypervisor.network().name(),
                        hypervisor.network().subnet(),
                        hypervisor.network().bridge()));
        hypervisor.guests().forEach(guest -> guest(guest, indent + "  ", lines));
    }

    private static void guest(GuestPlan guest, String indent, List<String> lines) {
        lines.add("%s%s: domain %s (%s), %d vCPUs, %d MiB%s, cpu %s%s%s, %s at %s"
                .formatted(
                        indent,
                        guest.label(),
                        guest.domainName(),
                        guest.domainType(),
                        guest.spec().vcpus(),
                        guest.spec().memoryMib(),
                        guest.spec().memoryBacking() == MemoryBacking.AS_HOST
                                ? ""
                                : " of " + guest.spec().memoryBacking().word(),
                        guest.cpu().mode(),
                        guest.cpu().model().map(model -> " " + model).orElse(""),
                        features(guest.cpu()),
                        guest.mac(),
                        guest.address()));
        for (DiskPlan disk : guest.disks()) {
            lines.add("%s  disk %s: %s %s%s"
                    .formatted(
                            indent,
                            disk.serial(),
                            disk.format(),
                            disk.path(),
                            disk.backing()
                                    .map(backing -> " on " + backing.path())
                                    .orElse("")));
        }
        if (guest.boot() instanceof BootPlan.Direct direct) {
            lines.add("%s  kernel %s, initrd %s: %s"
                    .formatted(indent, direct.kernel(), direct.initrd(), direct.arguments()));
        }
        guest.hypervisor().ifPresent(inner -> hypervisor(inner, indent + "  ", lines));
    }

    private static String features(CpuPlan cpu) {
        StringBuilder words = new StringBuilder();
        cpu.features()
                .forEach(feature ->
                        words.append(feature.required() ? " +" : " -").append(feature.name()));
        return words.toString();
    }
}
