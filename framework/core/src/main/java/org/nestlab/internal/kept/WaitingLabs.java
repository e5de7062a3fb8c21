package org.nestlab.internal.kept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;

/** The labs of a state folder that are up and wait for the next run. */
public record WaitingLabs(StateFolder state, Sites sites) {

    /**
     * Those of a spec on a host, the one that was handed on last first.
     *
     * @param digest of the spec
     * @param uri the libvirt of the host
     */
    public List<LabId> of(String digest, String uri) {
        return find(lab -> lab.isOf(digest, uri));
    }

    /**
     * Takes down those that were not used for the longest time until no more are left than are wanted.
     *
     * @return those that were taken down
     */
    public List<LabId> bound(int most) {
        List<LabId> removed = new ArrayList<>();
        find(lab -> true).stream().skip(most).forEach(lab -> {
            if (remove(lab)) {
                removed.add(lab);
            }
        });
        return removed;
    }

    /**
     * Takes one down that no process has.
     *
     * @return false where there is none any more, or a process has it
     */
    public boolean remove(LabId lab) {
        if (!state.isJournalled(lab)) {
            return false;
        }
        try {
            new Reaper(state, sites).reap(lab);
            return true;
        } catch (LabConfigurationException e) {
            // Another run has taken it over, or taken it down, in this moment.
            return false;
        }
    }

    private List<LabId> find(Predicate<LabRecord> wanted) {
        return state.journalled().stream()
                .map(id -> LabRecord.of(state, id))
                .filter(LabRecord::isForReuse)
                .filter(wanted)
                .sorted(Comparator.comparing((LabRecord lab) -> lab.keptAt().orElse(Instant.EPOCH))
                        .reversed())
                .map(LabRecord::id)
                .toList();
    }
}
