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
import org.nestlab.internal.site.Site;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.Command;

/**
 * What goes into a lab, by what it is: a snapshot is used only where all of it is as it was. Files are known by their
 * length, the time of their last write and their inode, as to read images of some hundred megabytes takes longer than
 * to thaw a lab.
 */
public final class SnapshotParts {

    /** Raised by whoever changes what a snapshot holds, or what a guest's seed or boot agent does. */
    static final String FORMAT = "1";

    private static final String BOOT = "the host's boot";

    private SnapshotParts() {}

    /**
     * Asks a host.
     *
     * @param owner the state folder's
     */
    public static Map<String, String> of(LabPlan plan, UUID owner, Site host) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("the format", FORMAT);
        parts.put("the tier", plan.tier().word());
        NodeInfo node = host.libvirt().node().info();
        parts.put("libvirt", node.libvirtVersion());
        parts.put("QEMU", node.hypervisorVersion());
        String capabilities = host.libvirt().node().capabilitiesXml();
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
     * What is different.
     *
     * @param was what went into a lab
     * @param now what would go into it now
     * @return a part and both of its values, as {@code the tier is kvm; it was emulated}; empty where nothing is
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

    /** Whether the host was booted in between. */
    public static boolean isOfAnotherBoot(Map<String, String> was, Map<String, String> now) {
        return !Objects.equals(was.get(BOOT), now.get(BOOT));
    }

    /** The rest of the capabilities tells of the memory, too, which differs from call to call. */
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

    /** Those on the host that a lab reads and does not make. */
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

    private static void files(Site host, List<String> files, Map<String, String> parts) {
        List<String> words = new ArrayList<>(List.of("-L", "-c", "%n|%s bytes of %.9Y, inode %i", "--"));
        words.addAll(files);
        // boot: 2c1f…
        host.shell()
                .run(Command.shell("cat /proc/sys/kernel/random/boot_id; %s 2>/dev/null; true"
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
