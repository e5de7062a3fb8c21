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
     * Returns the waiting labs of a spec on a host, the one that was handed on last first.
     *
     * @param digest the digest of the spec
     * @param uri the libvirt of the host
     */
    public List<LabId> of(String digest, String uri) {
        return find(lab -> lab.isOf(digest, uri));
    }

    /**
     * Takes down the labs that were unused for the longest time, until at most this many are left.
     *
     * @return the labs that were taken down
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
     * Takes down a lab that no process owns.
     *
     * @return false if it no longer exists, or a process owns it
     */
    public boolean remove(LabId lab) {
        if (!state.isJournalled(lab)) {
            return false;
        }
        try {
            new Reaper(state, sites).reap(lab);
            return true;
        } catch (LabConfigurationException e) {
            // Another run has just taken it over, or taken it down.
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
