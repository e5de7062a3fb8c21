package org.nestlab.internal.lab;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;

/** Removes once all that a lab's journal says is still on the host, the newest first, and ends the journal. */
final class Takedown {

    private final StateFolder state;
    private final Journal journal;
    private boolean done;

    Takedown(StateFolder state, Journal journal) {
        this.state = state;
        this.journal = journal;
    }

    /**
     * What became of it.
     *
     * @param removed what was removed or put back, as {@code network nestlab-0badcafe}
     * @param failures what was not
     */
    record Report(List<String> removed, List<Failure> failures) {

        Report {
            removed = List.copyOf(removed);
            failures = List.copyOf(failures);
        }
    }

    /** One thing that is still there, and why. */
    record Failure(String what, RuntimeException cause) {
        @Override
        public String toString() {
            return what + ": " + cause.getMessage();
        }
    }

    /** What {@link #run} would have to remove. */
    List<Entry> left() {
        return HostCleaner.left(Journal.read(state, journal.id()));
    }

    /** Removes what it can; where something stays, the journal stays too, for a reaper. A second call does nothing. */
    synchronized Report run(Site host) {
        List<String> removed = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        if (!done) {
            done = true;
            HostCleaner cleaner = new HostCleaner(host, journal.id());
            for (Entry entry : left()) {
                try {
                    cleaner.remove(entry);
                    journal.gone(entry.kind(), entry.facts());
                    removed.add(words(entry));
                } catch (RuntimeException e) {
                    failures.add(new Failure(words(entry), e));
                }
            }
            end(failures.isEmpty());
        }
        return new Report(removed, failures);
    }

    /** Leaves everything as it is, for a reaper. */
    synchronized void leave() {
        if (!done) {
            done = true;
            end(false);
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
        if (entry.kind().equals(Resources.NESTING)) {
            return "nested=%s of %s".formatted(entry.fact("nested"), entry.fact("module"));
        }
        return entry.kind() + " " + (name.isEmpty() ? entry.fact("path") : name);
    }
}
