package org.nestlab.internal.kept;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nestlab.LabException;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.LabFolders;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.OrphanedLabs;

/**
 * Finds all labs: those with a journal in a state folder, and those whose marks are on the hosts that the journals
 * name. It changes nothing, and takes no lab from its owner.
 */
public final class LabCensus {

    private final StateFolder state;
    private final Sites sites;
    private final Containers containers;

    public LabCensus(StateFolder state, Sites sites) {
        this(state, sites, Containers.ofHost());
    }

    LabCensus(StateFolder state, Sites sites, Containers containers) {
        this.state = state;
        this.sites = sites;
        this.containers = containers;
    }

    /**
     * The labs that were found.
     *
     * @param labs the oldest first; those of unknown age come last
     * @param problems which places could not be searched, a sentence each; more labs may exist there
     */
    public record Result(List<ListedLab> labs, List<String> problems) {

        public Result {
            labs = List.copyOf(labs);
            problems = List.copyOf(problems);
        }

        /** The lab of an id. */
        public Optional<ListedLab> find(LabId id) {
            return labs.stream().filter(lab -> lab.id().equals(id)).findFirst();
        }
    }

    /**
     * Finds the labs of a state folder and of a host.
     *
     * @param connect the libvirt of a host that is searched for marks as well
     */
    public Result look(String connect) {
        List<String> problems = new ArrayList<>();
        Map<String, HostLook> hosts = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(connect),
                        state.journalled().stream()
                                .map(id -> LabRecord.of(state, id).uri()))
                .distinct()
                .forEach(uri -> look(uri, problems).ifPresent(look -> hosts.put(uri, look)));
        return new Result(labs(hosts), problems);
    }

    /** @param hosts the hosts that could be asked, by the URI of their libvirt */
    List<ListedLab> labs(Map<String, HostLook> hosts) {
        List<ListedLab> labs = new ArrayList<>(state.journalled().stream()
                .map(id -> LabRecord.of(state, id))
                // A lab that has ended meanwhile is gone.
                .filter(lab -> state.isJournalled(lab.id()))
                .map(lab -> new FoundLab(state, lab, Optional.ofNullable(hosts.get(lab.uri()))).listed())
                .sorted(Comparator.comparing(lab -> lab.begun().orElse(Instant.MAX)))
                .toList());
        hosts.forEach((uri, look) -> look.marked().keySet().stream()
                .map(LabId::new)
                .filter(id -> labs.stream().noneMatch(lab -> lab.id().equals(id)))
                .filter(id -> !state.isJournalled(id) && !Journal.isOwned(state, id))
                .map(id -> look.unjournalled(id, uri))
                .forEach(labs::add));
        return labs;
    }

    HostLook look(Site host, Path labsFolder) {
        List<String> orphans = new OrphanedLabs(state, sites, containers).marked(host, labsFolder);
        return HostLook.of(host, state.owner(), orphans);
    }

    private Optional<HostLook> look(String uri, List<String> problems) {
        try (OpenHost open = sites.openHost(uri);
                Site host = sites.host(open)) {
            return Optional.of(look(host, Path.of(LabFolders.on(open, state.root()))));
        } catch (LabException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
