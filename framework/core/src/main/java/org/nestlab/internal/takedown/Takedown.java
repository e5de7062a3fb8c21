package org.nestlab.internal.takedown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes once all that a lab's journal says is still on the host, the newest first, and ends the journal. */
public final class Takedown {

    private static final Logger LOG = LoggerFactory.getLogger(Takedown.class);

    private final StateFolder state;
    private final Journal journal;
    private boolean done;

    public Takedown(StateFolder state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    /**
     * Removes what it can; where something stays, or the host is lost on the way, the journal stays too, for a reaper.
     * A second call does nothing.
     */
    public TakedownReport run(Site host) {
        return run(host, Optional.empty());
    }

    /**
     * The same by a journal of a process that is gone, which may be cut short or spoilt: what it does not tell of goes
     * too.
     *
     * @param labsFolder where labs have their folders on the host
     */
    public TakedownReport run(Site host, Path labsFolder) {
        return run(host, Optional.of(new OrphanedResources(host, state, journal.id(), labsFolder)));
    }

    /** Whether anything of it wants the host's libvirt. */
    boolean wantsLibvirt() {
        return HostCleaner.left(Journal.read(state, journal.id())).stream().anyMatch(HostCleaner::wantsLibvirt);
    }

    private synchronized TakedownReport run(Site host, Optional<OrphanedResources> more) {
        List<String> removed = new ArrayList<>();
        List<TakedownReport.Failure> failures = new ArrayList<>();
        if (!done) {
            done = true;
            boolean clean = false;
            try {
                remove(host, more, removed, failures);
                clean = failures.isEmpty();
            } finally {
                end(clean);
            }
        }
        return new TakedownReport(removed, failures);
    }

    private void remove(
            Site host, Optional<OrphanedResources> more, List<String> removed, List<TakedownReport.Failure> failures) {
        begin();
        HostCleaner cleaner = new HostCleaner(host, journal.id());
        for (Entry entry : HostCleaner.left(Journal.read(state, journal.id()))) {
            try {
                cleaner.remove(entry);
            } catch (RuntimeException e) {
                failures.add(new TakedownReport.Failure(words(entry), e));
                continue;
            }
            removed.add(words(entry));
            tick(entry);
        }
        more.map(OrphanedResources::remove).ifPresent(report -> {
            removed.addAll(report.removed());
            failures.addAll(report.failures());
        });
    }

    /** Leaves everything as it is, for a reaper. */
    public synchronized void leave() {
        if (!done) {
            done = true;
            end(false);
        }
    }

    /** From here on the lab is useless, even if it was kept: a reaper must end what begins here. */
    private void begin() {
        try {
            journal.mark(LabMark.TAKEDOWN, LabRecord.takedown());
        } catch (HostNotCapableException e) {
            LOG.debug("no room for a line: lab {} is taken down without it", journal.id(), e);
        }
    }

    /** Where there is no room for the line, as on a full disk, a reaper finds nothing at its place and is content. */
    private void tick(Entry entry) {
        try {
            journal.gone(entry);
        } catch (HostNotCapableException e) {
            LOG.warn("{} of lab {} is gone: {}", words(entry), journal.id(), e.getMessage());
        }
    }

    private void end(boolean clean) {
        if (clean) {
            journal.delete();
        } else {
            journal.close();
        }
    }

    private static String words(Entry entry) {
        String name = entry.fact("name");
        if (entry.kind().equals(Resource.Nesting.KIND)) {
            return "nested=%s of %s".formatted(entry.fact("nested"), entry.fact("module"));
        }
        return entry.kind() + " " + (name.isEmpty() ? entry.fact("path") : name);
    }
}
