package org.nestlab.internal.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.libvirt.NodeInfo;
import org.nestlab.internal.plan.BootPlan;
import org.nestlab.internal.plan.DiskPlan;
import org.nestlab.internal.plan.DomainXml;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.NetworkXml;
import org.nestlab.internal.plan.StorageXml;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.Command;

/**
 * Everything that a lab is made from, by name. A snapshot is used only if none of it has changed. A file is identified
 * by its length, modification time and inode, because reading images of some hundred megabytes would take longer than
 * thawing a lab.
 */
public final class SnapshotParts {

    /** Raise this number with every change to the content of a snapshot, or to a guest's seed or boot agent. */
    static final String FORMAT = "1";

    private static final String BOOT = "the host's boot";

    private SnapshotParts() {}

    /**
     * Reads the parts from a host.
     *
     * @param owner of the state folder
     */
    public static Map<String, String> of(LabPlan plan, UUID owner, Site host) {
        return of(
                plan, owner, host.libvirt().node().info(), host.libvirt().node().capabilitiesXml(), host.shell());
    }

    static Map<String, String> of(LabPlan plan, UUID owner, NodeInfo node, String capabilities, Shell host) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("the format", FORMAT);
        parts.put("the tier", plan.tier().word());
        parts.put("libvirt", node.libvirtVersion());
        parts.put("QEMU", node.hypervisorVersion());
        parts.put("what libvirt computes of the CPU", Sha256.hex(cpu(capabilities)));
        hypervisor(plan, plan.host(), owner, parts);
        Set<String> files = files(plan);
        files.addAll(XmlDoc.parse(capabilities).texts("/capabilities/guest/arch[@name='x86_64']/emulator"));
        files.add("/usr/sbin/libvirtd");
        files.add("/usr/sbin/virtqemud");
        files(host, List.copyOf(files), parts);
        return parts;
    }

    /**
     * The first difference between the parts of two labs.
     *
     * @param was the parts of the earlier lab
     * @param now the parts that it would have now
     * @return the part with both values, for example {@code the tier is kvm; it was emulated}; empty if there is none
     */
    public static Optional<String> difference(Map<String, String> was, Map<String, String> now) {
        Collection<String> names = new TreeSet<>(was.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(part -> !Objects.equals(was.get(part), now.get(part)))
                .findFirst()
                .map(part -> "%s is %s; it was %s"
                        .formatted(part, now.getOrDefault(part, "not there"), was.getOrDefault(part, "not there")));
    }

    /** Whether the host was rebooted in between. */
    public static boolean isOfAnotherBoot(Map<String, String> was, Map<String, String> now) {
        return !Objects.equals(was.get(BOOT), now.get(BOOT));
    }

    /** Only a part of the capabilities: the rest includes the memory, which differs from call to call. */
    private static String cpu(String capabilities) {
        XmlDoc all = XmlDoc.parse(capabilities);
        return all.all("/capabilities/host/cpu").toString() + all.all("/capabilities/guest");
    }

    private static void hypervisor(LabPlan lab, HypervisorPlan plan, UUID owner, Map<String, String> parts) {
        String place = plan.level() + " " + plan.poolName();
        parts.put("the network of " + place, Sha256.hex(NetworkXml.of(plan, lab.id(), owner)));
        parts.put("the pool of " + place, Sha256.hex(StorageXml.pool(plan)));
        for (GuestPlan guest : plan.guests()) {
            parts.put(
                    "the domain XML of " + guest.label(),
                    Sha256.hex(DomainXml.of(guest, lab.id(), plan.network(), owner)));
            parts.put("the image of " + guest.label(), guest.image().id());
            guest.hypervisor().ifPresent(inner -> hypervisor(lab, inner, owner, parts));
        }
    }

    /** The files on the host that a lab reads but does not create. */
    private static Set<String> files(LabPlan plan) {
        Set<String> files = new TreeSet<>();
        for (GuestPlan guest : plan.host().guests()) {
            for (DiskPlan disk : guest.disks()) {
                if (!disk.made()) {
                    files.add(disk.path());
                }
                disk.backing().ifPresent(backing -> files.add(backing.path()));
            }
            if (guest.boot() instanceof BootPlan.Direct direct) {
                files.add(direct.kernel());
                files.add(direct.initrd());
            }
            // Its own copies of files of this host.
            guest.uploads().forEach(upload -> files.remove(upload.path()));
        }
        for (GuestPlan guest : plan.guests()) {
            guest.uploads().forEach(upload -> files.add(upload.local().toString()));
        }
        return files;
    }

    private static void files(Shell host, List<String> files, Map<String, String> parts) {
        List<String> words = new ArrayList<>(List.of("-L", "-c", "%n|%s bytes of %.9Y, inode %i", "--"));
        words.addAll(files);
        // boot: 2c1f…
        host.run(Command.shell("cat /proc/sys/kernel/random/boot_id; %s 2>/dev/null; true"
                        .formatted(
                                Command.of("stat", words.toArray(String[]::new)).line())))
                .orThrow()
                .stdout()
                .lines()
                .forEach(line -> {
                    int bar = line.lastIndexOf('|');
                    if (bar < 0) {
                        parts.put(BOOT, line.strip());
                    } else {
                        parts.put("the file " + line.substring(0, bar), line.substring(bar + 1));
                    }
                });
    }
}
