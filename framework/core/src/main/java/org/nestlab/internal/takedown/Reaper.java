package org.nestlab.internal.takedown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.LabOwner;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.journal.ReuseFolders;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.LabFolders;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.site.SocketFolder;

/**
 * Takes down labs whose owner is gone: what {@code nestlab reap} does, and what every run does before its first lab.
 */
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

        /** For people: what was left behind, and what became of it. */
        public String sentence() {
            return "lab %s was left behind by a run that ended early; removed: %s%s"
                    .formatted(
                            lab,
                            removed.isEmpty() ? "nothing" : String.join(", ", removed),
                            failures.isEmpty() ? "" : "; still there: " + failures);
        }

        static Outcome of(LabId lab, TakedownReport report) {
            return new Outcome(
                    lab,
                    report.removed(),
                    report.failures().stream()
                            .map(TakedownReport.Failure::toString)
                            .toList());
        }
    }

    /**
     * Reaps every lab of this state folder that has no living owner.
     *
     * @param keptToo whether labs that were left up on purpose go as well
     */
    public List<Outcome> reap(boolean keptToo) {
        SocketFolder.sweep();
        Journal.sweep(state);
        ReuseFolders.sweep(state);
        List<Outcome> outcomes = new ArrayList<>();
        for (LabId lab : state.journalled()) {
            if (!keptToo && LabRecord.of(state, lab).isKept()) {
                // Its lock is left alone: a run that wants to take it over must not find it held.
                continue;
            }
            Optional<Journal> journal = Journal.take(state, lab);
            if (journal.isEmpty()) {
                continue; // it is in use
            }
            LabRecord found = LabRecord.of(state, lab);
            if (!keptToo && found.isKept()) {
                journal.get().close();
            } else {
                outcomes.add(reap(found, journal.get()));
            }
        }
        return outcomes;
    }

    /**
     * Reaps one lab, also one that was left up on purpose.
     *
     * @throws LabConfigurationException if there is no such lab, or some process is using it
     */
    public Outcome reap(LabId lab) {
        if (!state.isJournalled(lab)) {
            throw new LabConfigurationException(
                    "there is no lab %s in %s: its labs are %s, and `nestlab list` says what each is"
                            .formatted(lab, state.root(), state.journalled()));
        }
        Journal journal = Journal.take(state, lab)
                .orElseThrow(() -> new LabConfigurationException(
                        "lab %s is in use by %s; expected one that no process uses. End that process first"
                                .formatted(lab, LabOwner.of(LabRecord.of(state, lab)))));
        return reap(LabRecord.of(state, lab), journal);
    }

    /**
     * A lab that is not reaped without being asked for.
     *
     * @param name of its spec, empty if it is unknown
     * @param kept whether it was left up on purpose and is not in use
     * @param waits whether it is kept for the next run, which takes it over
     * @param owner the process that should have it otherwise
     */
    public record Left(LabId id, String name, boolean kept, boolean waits, LabOwner owner) {

        /** With a blank before it; empty where there is none. */
        public String quotedName() {
            return name.isEmpty() ? "" : " '" + name + "'";
        }
    }

    /** The labs that were left up on purpose, and those that a process uses. */
    public List<Left> left() {
        List<Left> left = new ArrayList<>();
        for (LabId lab : state.journalled()) {
            LabRecord found = LabRecord.of(state, lab);
            boolean owned = Journal.isOwned(state, lab);
            if (owned || found.isKept()) {
                left.add(new Left(
                        lab, found.name().orElse(""), !owned, !owned && found.isForReuse(), LabOwner.of(found)));
            }
        }
        return left;
    }

    private Outcome reap(LabRecord found, Journal journal) {
        LabId lab = found.id();
        Takedown takedown = new Takedown(state, journal);
        // What the libvirt of a container made goes with it.
        boolean libvirt = takedown.wantsLibvirt()
                || found.entries().stream().noneMatch(entry -> entry.kind().equals(Resource.Container.KIND));
        try (OpenHost open = sites.openHost(found.uri());
                Site host = libvirt ? sites.host(open) : sites.withoutLibvirt(open)) {
            TakedownReport report = takedown.run(host, Path.of(LabFolders.on(open, state.root())));
            if (report.failures().isEmpty()) {
                KeptFile.forget(found);
                ReuseFolders.remove(state, lab);
            }
            return Outcome.of(lab, report);
        } catch (RuntimeException e) {
            return new Outcome(lab, List.of(), List.of(String.valueOf(e.getMessage())));
        } finally {
            takedown.leave();
        }
    }
}
