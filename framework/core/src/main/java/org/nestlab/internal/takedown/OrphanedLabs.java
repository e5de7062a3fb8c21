package org.nestlab.internal.takedown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.nestlab.internal.container.ContainerFolder;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.LabFolders;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.site.Sites;
import org.nestlab.machine.Command;

/**
 * Finds what carries this state folder's mark and has no journal any more, for example because the journal was deleted:
 * the marks of domains and networks and the owner file in a lab's folder are enough to take it down.
 */
public final class OrphanedLabs {

    private final StateFolder state;
    private final Sites sites;
    private final Containers containers;

    public OrphanedLabs(StateFolder state, Sites sites) {
        this(state, sites, Containers.ofHost());
    }

    public OrphanedLabs(StateFolder state, Sites sites, Containers containers) {
        this.state = state;
        this.sites = sites;
        this.containers = containers;
    }

    /**
     * Takes down every lab on the host of the settings that is this state folder's and has neither journal nor owner.
     */
    public List<Reaper.Outcome> reap(Settings settings) {
        try (OpenHost open = sites.openHost(settings.connect());
                Site host = sites.host(open)) {
            return reap(host, Path.of(LabFolders.on(open, state.root())));
        }
    }

    List<Reaper.Outcome> reap(Site host, Path labsFolder) {
        // First what exists, then who owns it: a lab that comes up meanwhile has its journal before anything else.
        Set<String> labs = new TreeSet<>(marked(host, labsFolder));
        host.libvirt().domains().list().stream()
                .flatMap(domain -> ours(domain.ownership()).stream())
                .forEach(labs::add);
        host.libvirt().networks().list().stream()
                .flatMap(network -> ours(network.ownership()).stream())
                .forEach(labs::add);
        List<Reaper.Outcome> outcomes = new ArrayList<>();
        for (String value : labs) {
            LabId lab = new LabId(value);
            if (!state.isJournalled(lab) && !Journal.isOwned(state, lab)) {
                outcomes.add(Reaper.Outcome.of(
                        lab, new OrphanedResources(host, state, lab, labsFolder, containers).remove()));
            }
        }
        return outcomes;
    }

    /** The labs of this state folder that have a folder or a container, even if nothing else mentions them. */
    public List<String> marked(Site host, Path labsFolder) {
        List<String> labs = new ArrayList<>(folders(host, labsFolder));
        if (ContainerFolder.isThereAny(state.root())) {
            labs.addAll(containers.labsOf(state.owner()));
        }
        return List.copyOf(labs);
    }

    /** The lab of a mark, where it is of this state folder. */
    private Optional<String> ours(Optional<Ownership> mark) {
        UUID owner = state.owner();
        return mark.filter(found -> found.owner().equals(owner)).map(Ownership::labId);
    }

    /** The labs whose folders are there and say that they are ours. */
    private List<String> folders(Site host, Path labsFolder) {
        String owner = state.owner().toString();
        // nestlab-owner holds: 5f0c…-… 0badcafe
        String found = host.shell()
                .run(Command.shell("cd %s 2>/dev/null && cat -- */%s 2>/dev/null; true"
                        .formatted(Command.quote(labsFolder.toString()), Resource.OWNER_FILE)))
                .stdout();
        return found.lines()
                .filter(line -> line.matches(owner + " [0-9a-f]{8}"))
                .map(line -> line.substring(owner.length() + 1))
                .toList();
    }
}
