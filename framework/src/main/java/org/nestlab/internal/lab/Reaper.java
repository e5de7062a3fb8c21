package org.nestlab.internal.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
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

        /** For people: what was left behind, and what became of it. */
        public String sentence() {
            return "lab %s was left behind by a run that ended early; removed: %s%s"
                    .formatted(
                            lab,
                            removed.isEmpty() ? "nothing" : String.join(", ", removed),
                            failures.isEmpty() ? "" : "; still there: " + failures);
        }

        static Outcome of(LabId lab, Takedown.Report report) {
            return new Outcome(
                    lab,
                    report.removed(),
                    report.failures().stream().map(Takedown.Failure::toString).toList());
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
        List<Outcome> outcomes = new ArrayList<>();
        for (LabId lab : state.journalled()) {
            Optional<Journal> journal = Journal.take(state, lab);
            if (journal.isEmpty()) {
                continue; // somebody is using it
            }
            List<Entry> entries = Journal.read(state, lab);
            if (!keptToo && isKept(entries)) {
                journal.get().close();
            } else {
                outcomes.add(reap(lab, entries, journal.get()));
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
                    "there is no lab %s in %s: its labs are %s".formatted(lab, state.root(), state.journalled()));
        }
        Journal journal = Journal.take(state, lab)
                .orElseThrow(() -> new LabConfigurationException(
                        "lab %s is in use by process %s: wanted one that nobody uses. End that run first"
                                .formatted(lab, owner(Journal.read(state, lab), "pid"))));
        return reap(lab, Journal.read(state, lab), journal);
    }

    /** The labs that were left up on purpose and that nobody uses. */
    public List<LabId> kept() {
        return state.journalled().stream()
                .filter(lab -> isKept(Journal.read(state, lab)) && !Journal.isOwned(state, lab))
                .toList();
    }

    private static boolean isKept(List<Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.kind().equals(KeptLab.KEPT));
    }

    private Outcome reap(LabId lab, List<Entry> entries, Journal journal) {
        Takedown takedown = new Takedown(state, journal);
        // What the libvirt of a container made goes with it.
        boolean libvirt = takedown.wantsLibvirt()
                || entries.stream().noneMatch(entry -> entry.kind().equals(Resources.CONTAINER));
        try (Sites.OpenHost open = sites.openHost(owner(entries, "uri"));
                Site host = libvirt ? sites.host(open) : sites.withoutLibvirt(open)) {
            Takedown.Report report = takedown.run(host, Path.of(LabFolders.on(open, state.root())));
            if (report.failures().isEmpty()) {
                KeptLabs.forget(entries, lab);
            }
            return Outcome.of(lab, report);
        } catch (RuntimeException e) {
            return new Outcome(lab, List.of(), List.of(String.valueOf(e.getMessage())));
        } finally {
            takedown.leave();
        }
    }

    private static String owner(List<Entry> entries, String fact) {
        return entries.stream()
                .filter(entry -> entry.event() == Entry.Event.OWNED)
                .map(entry -> entry.fact(fact))
                .findFirst()
                .orElse(fact.equals("uri") ? "qemu:///system" : "unknown");
    }
}
