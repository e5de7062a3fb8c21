package org.nestlab.internal.lab;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.libvirt.DomainInfo;
import org.nestlab.internal.libvirt.NetworkInfo;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.libvirt.PoolInfo;
import org.nestlab.internal.libvirt.VolumeInfo;
import org.nestlab.internal.libvirt.Volumes;
import org.nestlab.internal.plan.LabId;
import org.nestlab.machine.Command;

/**
 * Removes from the host what a journal says a lab created, and nothing else: each thing is looked up by its UUID or
 * path and has to look like the one that was written down. The same code ends a lab and reaps one.
 */
final class HostCleaner {

    private final Site host;
    private final LabId lab;

    HostCleaner(Site host, LabId lab) {
        this.host = host;
        this.lab = lab;
    }

    /** Removes one thing; a thing that is not there, or is somebody else's by now, is left as it is. */
    void remove(Entry entry) {
        switch (entry.kind()) {
            case "domain" -> domain(entry);
            case "network" -> network(entry);
            case "pool" -> pool(entry);
            case "folder" -> folder(entry.fact("path"));
            default -> throw new IllegalStateException("nobody knows how to remove a " + entry.kind());
        }
    }

    /** Whether a journal's line is about something on the host, which does not go with a guest. */
    static boolean onHost(Entry entry) {
        return entry.fact(Resources.ON).equals("L0");
    }

    private void domain(Entry entry) {
        UUID uuid = UUID.fromString(entry.fact("uuid"));
        Optional<DomainInfo> domain = host.libvirt().domains().find(uuid);
        if (domain.isPresent() && domain.get().ownership().filter(this::isOurs).isPresent()) {
            host.libvirt().domains().destroy(uuid);
        }
        // Libvirt keeps a log of every domain it ever ran; its name holds the lab's id.
        if (entry.fact("name").startsWith("nestlab-" + lab)) {
            host.shell().run(Command.of("rm", "-f", "--", "/var/log/libvirt/qemu/" + entry.fact("name") + ".log"));
        }
    }

    private boolean isOurs(Ownership mark) {
        return mark.labId().equals(lab.value());
    }

    private void network(Entry entry) {
        UUID uuid = UUID.fromString(entry.fact("uuid"));
        Optional<NetworkInfo> network = host.libvirt().networks().find(uuid);
        if (network.isPresent() && network.get().name().equals(entry.fact("name"))) {
            host.libvirt().networks().destroy(uuid);
        }
    }

    private void pool(Entry entry) {
        UUID uuid = UUID.fromString(entry.fact("uuid"));
        Optional<PoolInfo> pool = host.libvirt().pools().find(uuid);
        if (pool.isEmpty() || !pool.get().name().equals(entry.fact("name"))) {
            return;
        }
        Volumes volumes = host.libvirt().pools().volumes(uuid);
        volumes.refresh();
        for (VolumeInfo volume : volumes.list()) {
            volumes.delete(volume.name());
        }
        host.libvirt().pools().destroy(uuid);
    }

    private void folder(String path) {
        // The last part of the path is the lab's id, made by us: no other folder can be meant.
        if (!path.startsWith("/") || !path.endsWith("/labs/" + lab)) {
            throw new IllegalStateException(
                    "'%s' is not the folder of lab %s: it is left as it is".formatted(path, lab));
        }
        host.shell()
                .run(Command.of("rm", "-rf", "--one-file-system", "--", path))
                .orThrow();
    }

    /** What of a journal is still on the host, the newest first. */
    static List<Entry> left(List<Entry> entries) {
        return Journal.left(entries).stream().filter(HostCleaner::onHost).toList();
    }
}
