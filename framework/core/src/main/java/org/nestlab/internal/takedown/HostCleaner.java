package org.nestlab.internal.takedown;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.exits.ExitTrace;
import org.nestlab.internal.host.NestingSwitch;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.ResourceRemover;
import org.nestlab.internal.libvirt.DomainInfo;
import org.nestlab.internal.libvirt.NetworkInfo;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.libvirt.PoolInfo;
import org.nestlab.internal.libvirt.VolumeInfo;
import org.nestlab.internal.libvirt.Volumes;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.Command;

/**
 * Removes from the host what a journal says a lab created, and puts back what it says a lab changed, and nothing else:
 * each thing is looked up by its UUID or path and must carry the lab's mark. The same code ends a lab and reaps one.
 */
public final class HostCleaner {

    /** The UUID that nothing has: what is meant is then found by its name. */
    static final UUID NOTHINGS = new UUID(0, 0);

    private final Site host;
    private final LabId lab;
    private final Containers containers;

    HostCleaner(Site host, LabId lab) {
        this(host, lab, Containers.ofHost());
    }

    HostCleaner(Site host, LabId lab, Containers containers) {
        this.host = host;
        this.lab = lab;
        this.containers = containers;
    }

    /** Removes one thing; a thing that does not exist, or belongs to another owner by now, is left as it is. */
    void remove(Entry entry) {
        Resource.of(entry)
                .orElseThrow(() -> new IllegalStateException("there is no way to remove a " + entry.kind()))
                .removedBy(new Removal());
    }

    private final class Removal implements ResourceRemover {
        @Override
        public void domain(Resource.Domain domain) {
            HostCleaner.this.domain(uuid(domain.uuid()), domain.name());
        }

        @Override
        public void network(Resource.Network network) {
            HostCleaner.this.network(uuid(network.uuid()), network.name());
        }

        @Override
        public void pool(Resource.Pool pool) {
            HostCleaner.this.pool(uuid(pool.uuid()));
        }

        @Override
        public void folder(Resource.Folder folder) {
            HostCleaner.this.folder(folder.path());
        }

        @Override
        public void container(Resource.Container container) {
            HostCleaner.this.container(container.path());
        }

        @Override
        public void route(Resource.Route route) {
            new ContainerRoute(route.subnet(), route.address()).remove(host.shell());
        }

        @Override
        public void definition(Resource.Definition definition) {
            KeptDefinition.restore(host.libvirt(), Path.of(definition.file()));
        }

        @Override
        public void nesting(Resource.Nesting nesting) {
            NestingSwitch.restore(host.machine(), nesting.was());
        }
    }

    /** What of a journal is still on the host, the newest first, but a container before all that is shared with it. */
    public static List<Entry> left(List<Entry> entries) {
        return Journal.left(entries).stream()
                .filter(HostCleaner::onHost)
                .sorted(Comparator.comparing(entry -> !entry.kind().equals(Resource.Container.KIND)))
                .toList();
    }

    /** Whether removing it wants the host's libvirt. */
    static boolean wantsLibvirt(Entry entry) {
        return Resource.of(entry).filter(Resource::isOfLibvirt).isPresent();
    }

    /** Whether a journal's line is about something on the host, which does not go with a guest. */
    private static boolean onHost(Entry entry) {
        return entry.fact(Resource.ON).equals("L0");
    }

    /** Of a line that was spoilt there, one that nothing has: the thing is then found by its name. */
    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return NOTHINGS;
        }
    }

    /** By its UUID, or by its name where the journal's line was spoilt: the mark says whose it is. */
    void domain(UUID uuid, String name) {
        Optional<DomainInfo> domain = host.libvirt()
                .domains()
                .find(uuid)
                .or(() -> host.libvirt().domains().find(name))
                .filter(found -> found.ownership().filter(this::isOurs).isPresent());
        if (domain.isPresent()) {
            host.libvirt().domains().destroy(domain.get().uuid());
            if (domain.get().persistent()) {
                host.libvirt().domains().undefine(domain.get().uuid());
            }
        }
        boolean nameIsFree = host.libvirt().domains().find(name).isEmpty();
        if (nameIsFree && isName(name)) {
            logs(name);
            controlGroups(name);
        }
    }

    /** Libvirt keeps a log of every domain it ever ran, and virtlogd up to three older parts of it. */
    private void logs(String name) {
        String log = "/var/log/libvirt/qemu/" + name + ".log";
        host.shell().run(Command.of("rm", "-f", "--", log, log + ".0", log + ".1", log + ".2"));
    }

    /** A libvirt that was started anew after a domain ended forgets its groups; one that a process is in stays. */
    private void controlGroups(String name) {
        String group = "*/qemu-[0-9]*-%s.libvirt-qemu".formatted(name);
        host.shell()
                .run(Command.shell(
                        "find /sys/fs/cgroup -depth -type d \\( -path %1$s -o -path %1$s'/*' \\) -exec rmdir -- {} +"
                                .formatted(Command.quote(group))));
    }

    /** As the plan names things of this lab, and so no path to anywhere else. */
    private boolean isName(String name) {
        return name.matches("nestlab-" + lab + "[A-Za-z0-9._-]*");
    }

    private boolean isOurs(Ownership mark) {
        return mark.labId().equals(lab.value());
    }

    void network(UUID uuid, String name) {
        Optional<NetworkInfo> network = host.libvirt()
                .networks()
                .find(uuid)
                .or(() -> host.libvirt().networks().find(name))
                .filter(found -> found.ownership().filter(this::isOurs).isPresent());
        network.ifPresent(found -> host.libvirt().networks().destroy(found.uuid()));
        // Libvirt 9 forgets the folder of a network's ports and the pid of its dnsmasq.
        if (host.libvirt().networks().find(name).isEmpty() && isName(name)) {
            String run = "/run/libvirt/network/" + name;
            host.shell().run(Command.of("rm", "-rf", "--one-file-system", "--", run, run + ".pid"));
        }
    }

    /** Pools carry no metadata: the lab's folder, whose name is unique, is the mark of its pool. */
    void pool(UUID uuid) {
        Optional<PoolInfo> pool = host.libvirt().pools().find(uuid);
        if (pool.isEmpty() || !isFolder(pathOf(pool.get()))) {
            return;
        }
        sweep(pathOf(pool.get()));
        if (pool.get().active()) {
            Volumes volumes = host.libvirt().pools().volumes(uuid);
            volumes.refresh();
            for (VolumeInfo volume : volumes.list()) {
                volumes.delete(volume.name());
            }
        }
        host.libvirt().pools().destroy(uuid);
    }

    /** By its label, and then the folder that it shared with the host. */
    void container(String path) {
        containers.remove(lab.value());
        if (path.startsWith("/") && path.endsWith("/containers/" + lab)) {
            delete(path);
        }
    }

    static String pathOf(PoolInfo pool) {
        return XmlDoc.parse(pool.xml()).text("/pool/target/path").orElse("");
    }

    private boolean isFolder(String path) {
        return path.startsWith("/") && path.endsWith("/labs/" + lab);
    }

    void folder(String path) {
        if (!isFolder(path)) {
            throw new IllegalStateException(
                    "'%s' is not the folder of lab %s: it is left as it is".formatted(path, lab));
        }
        sweep(path);
        delete(path);
    }

    /** What measuring left, which no line of the journal names: it carries the lab's id. */
    private void sweep(String folder) {
        TestbedRemains.sweep(host.machine(), lab.value(), folder);
        ExitTrace.sweep(host.machine(), lab.value());
    }

    private void delete(String path) {
        host.shell()
                .run(Command.of("rm", "-rf", "--one-file-system", "--", path))
                .orThrow();
    }
}
