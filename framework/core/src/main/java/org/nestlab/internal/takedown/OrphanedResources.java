package org.nestlab.internal.takedown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.container.ContainerFolder;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.DomainInfo;
import org.nestlab.internal.libvirt.NetworkInfo;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.libvirt.PoolInfo;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Command;

/**
 * What is left of one lab, found without its journal: by the marks of domains and networks, by its folder, and by names
 * that have its id where only files are left.
 */
final class OrphanedResources {

    private final Site host;
    private final StateFolder state;
    private final LabId lab;
    private final String folder;
    private final Containers containers;
    private final HostCleaner cleaner;
    private final List<String> removed = new ArrayList<>();
    private final List<TakedownReport.Failure> failures = new ArrayList<>();

    OrphanedResources(Site host, StateFolder state, LabId lab, Path labsFolder) {
        this(host, state, lab, labsFolder, Containers.ofHost());
    }

    OrphanedResources(Site host, StateFolder state, LabId lab, Path labsFolder, Containers containers) {
        this.containers = containers;
        this.host = host;
        this.state = state;
        this.lab = lab;
        this.folder = labsFolder.resolve(lab.value()).toString();
        this.cleaner = new HostCleaner(host, lab, containers);
    }

    /** Removes it all; if there is no connection to the host's libvirt, the guests were in a container. */
    TakedownReport remove() {
        if (ContainerFolder.isThereAny(state.root())
                && containers.labsOf(state.owner()).contains(lab.value())) {
            String path = ContainerFolder.of(state.root(), lab).path().toString();
            attempt("container of " + lab, () -> cleaner.container(path));
        }
        if (host.hasLibvirt()) {
            guests();
        }
        if (host.shell().run(Command.of("test", "-e", folder)).succeeded()) {
            attempt("folder " + folder, () -> cleaner.folder(folder));
        }
        if (host.hasLibvirt()) {
            networks();
            KeptDefinition.left(state, lab)
                    .ifPresent(
                            file -> attempt("definition " + file, () -> KeptDefinition.restore(host.libvirt(), file)));
        }
        return new TakedownReport(removed, failures);
    }

    private void guests() {
        for (DomainInfo domain : host.libvirt().domains().list()) {
            if (isOurs(domain.ownership())) {
                attempt("domain " + domain.name(), () -> cleaner.domain(domain.uuid(), domain.name()));
            }
        }
        for (String log : files("/var/log/libvirt/qemu")) {
            cleaner.domain(HostCleaner.NOTHINGS, log.replaceFirst("\\.log(\\.[0-9])?$", ""));
        }
        for (PoolInfo pool : host.libvirt().pools().list()) {
            if (HostCleaner.pathOf(pool).equals(folder)) {
                attempt("pool " + pool.name(), () -> cleaner.pool(pool.uuid()));
            }
        }
    }

    private void networks() {
        for (NetworkInfo network : host.libvirt().networks().list()) {
            if (isOurs(network.ownership())) {
                attempt("network " + network.name(), () -> cleaner.network(network.uuid(), network.name()));
            }
        }
        for (String name : files("/run/libvirt/network")) {
            cleaner.network(HostCleaner.NOTHINGS, name.replaceFirst("\\.(pid|xml)$", ""));
        }
    }

    private boolean isOurs(Optional<Ownership> mark) {
        UUID owner = state.owner();
        return mark.filter(found -> found.owner().equals(owner) && found.labId().equals(lab.value()))
                .isPresent();
    }

    private List<String> files(String parent) {
        return host.shell()
                .run(Command.shell(
                        "cd %s 2>/dev/null && ls -d -- nestlab-%s* 2>/dev/null; true".formatted(parent, lab)))
                .stdout()
                .lines()
                .toList();
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
            removed.add(what);
        } catch (RuntimeException e) {
            failures.add(new TakedownReport.Failure(what, e));
        }
    }
}
