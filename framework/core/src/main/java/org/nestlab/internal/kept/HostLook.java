package org.nestlab.internal.kept;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.nestlab.internal.kept.ListedLab.ListedGuest;
import org.nestlab.internal.kept.ListedLab.State;
import org.nestlab.internal.libvirt.DomainInfo;
import org.nestlab.internal.libvirt.NetworkInfo;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.libvirt.PoolInfo;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Site;
import org.nestlab.machine.Level;

/**
 * The resources on one host that carry the mark of a lab.
 *
 * @param domains the state of each domain of the host, by its UUID
 * @param marked the marked resources of each lab, by the lab's id
 * @param folders the folder of each lab that has a pool
 */
record HostLook(Map<String, String> domains, Map<String, Marked> marked, Map<String, String> folders) {

    private static final String SOMEBODY_ELSES =
            "it belongs to another user, another nestlab.state.dir or another machine";

    /**
     * The marks of a lab.
     *
     * @param ours whether they are those of the own state folder
     */
    record Marked(boolean ours, List<ListedGuest> guests) {}

    /** @param orphans labs of this state folder that have a folder or a container */
    static HostLook of(Site host, UUID owner, List<String> orphans) {
        Map<String, String> domains = new HashMap<>();
        Map<String, Marked> marked = new TreeMap<>();
        orphans.forEach(lab -> marked.put(lab, new Marked(true, new ArrayList<>())));
        for (DomainInfo domain : host.libvirt().domains().list()) {
            String state = domain.state().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            domains.put(domain.uuid().toString(), state);
            domain.ownership()
                    .ifPresent(mark -> of(marked, mark, owner)
                            .guests()
                            .add(new ListedGuest(new Level(mark.level()) + "-" + mark.name(), state)));
        }
        for (NetworkInfo network : host.libvirt().networks().list()) {
            network.ownership().ifPresent(mark -> of(marked, mark, owner));
        }
        Map<String, String> folders = new HashMap<>();
        for (PoolInfo pool : host.libvirt().pools().list()) {
            pool.folder()
                    .map(Path::of)
                    .filter(path -> path.getFileName() != null)
                    .ifPresent(path -> folders.put(String.valueOf(path.getFileName()), path.toString()));
        }
        return new HostLook(domains, marked, folders);
    }

    private static Marked of(Map<String, Marked> marked, Ownership mark, UUID owner) {
        return marked.computeIfAbsent(
                mark.labId(), lab -> new Marked(mark.owner().equals(owner), new ArrayList<>()));
    }

    /** The state of a domain; {@code gone} if it does not exist. */
    String domain(String uuid) {
        return domains.getOrDefault(uuid, ListedGuest.GONE);
    }

    /** A lab that has marks and no journal in this state folder. */
    ListedLab unjournalled(LabId id, String uri) {
        Marked marks = Optional.ofNullable(marked.get(id.value()))
                .orElseThrow(() -> new IllegalArgumentException("no mark of lab " + id));
        String folder = folders.getOrDefault(id.value(), "");
        String remark = marks.ours()
                ? "it has no journal: it was found by its marks"
                : folder.isEmpty() ? SOMEBODY_ELSES : SOMEBODY_ELSES + "; its folder is " + folder;
        return new ListedLab(
                id,
                "",
                marks.ours() ? State.LEFT_BEHIND : State.ANOTHER_STATE_FOLDER,
                Optional.empty(),
                uri,
                Optional.empty(),
                marks.guests(),
                List.of(remark));
    }
}
