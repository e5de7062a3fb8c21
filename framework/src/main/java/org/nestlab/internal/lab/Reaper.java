package org.nestlab.internal.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;

/** Takes down labs whose owner is gone: what {@code nestlab reap} does, and what every run does before its first lab. */
public final class Reaper {

    private final StateFolder state;
    private final Sites sites;

    public Reaper(StateFolder state, Sites sites) {
        this.state = state;
        this.sites = sites;
    }

    /**
     * What became of one lab.
     *
     * @param removed what was taken away, a line each
     * @param failures what could not be, a line each; the journal is kept for the next try
     */
    public record Outcome(LabId lab, List<String> removed, List<String> failures) {

        public Outcome {
            removed = List.copyOf(removed);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Reaps every lab of this state folder that has no living owner.
     *
     * @param keptToo whether labs that were left up on purpose go as well
     */
    public List<Outcome> reap(boolean keptToo) {
        List<Outcome> outcomes = new ArrayList<>();
        for (LabId lab : state.journalled()) {
            Optional<Journal> journal = Journal.take(state, lab);
            if (journal.isEmpty()) {
                continue; // somebody is using it
            }
            List<Entry> entries = Journal.read(state, lab);
            if (!keptToo && entries.stream().anyMatch(entry -> entry.kind().equals(KeptLab.KEPT))) {
                journal.get().close();
                continue;
            }
            outcomes.add(reap(lab, entries, journal.get()));
        }
        return outcomes;
    }

    private Outcome reap(LabId lab, List<Entry> entries, Journal journal) {
        List<String> removed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<Entry> left = HostCleaner.left(entries);
        if (!left.isEmpty()) {
            String uri = entries.stream()
                    .filter(entry -> entry.event() == Entry.Event.OWNED)
                    .map(entry -> entry.fact("uri"))
                    .findFirst()
                    .orElse("qemu:///system");
            try (Sites.OpenHost open = sites.openHost(uri);
                    Site host = sites.host(open)) {
                HostCleaner cleaner = new HostCleaner(host, lab);
                for (Entry entry : left) {
                    remove(cleaner, entry, journal, removed, failures);
                }
            } catch (RuntimeException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        if (failures.isEmpty()) {
            journal.delete();
        } else {
            journal.close();
        }
        return new Outcome(lab, removed, failures);
    }

    private static void remove(
            HostCleaner cleaner, Entry entry, Journal journal, List<String> removed, List<String> failures) {
        String what = entry.kind() + " " + (entry.fact("name").isEmpty() ? entry.fact("path") : entry.fact("name"));
        try {
            cleaner.remove(entry);
            journal.gone(entry.kind(), entry.facts());
            removed.add(what);
        } catch (RuntimeException e) {
            failures.add(what + ": " + e.getMessage());
        }
    }
}
