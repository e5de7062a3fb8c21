package org.nestlab.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nestlab.LabException;
import org.nestlab.internal.exact.machine.EmulatedMachines;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.snapshot.SnapshotStore;
import org.nestlab.internal.takedown.OrphanedLabs;
import org.nestlab.internal.takedown.Reaper;
import org.nestlab.internal.takedown.Reaper.Left;
import org.nestlab.internal.takedown.Reaper.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nestlab reap}: takes down what runs that ended early have left. */
@Command(
        name = "reap",
        description =
                "Removes labs whose run is gone, with or without a journal, and puts back what they changed. Labs in use are never touched.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is left", "1:something could not be removed", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab reap")
final class ReapCommand extends PrintingCommand implements Callable<Integer> {

    @Option(names = "--kept", description = "Also removes labs that were left up on purpose.")
    private boolean kept;

    @Override
    public Integer call() {
        Settings settings = Settings.fromSystemProperties();
        StateFolder state = StateFolder.open(settings.stateDir());
        Sites sites = new Sites();
        Reaper reaper = new Reaper(state, sites);
        List<Outcome> outcomes = new ArrayList<>(reaper.reap(kept));
        Optional<String> notAsked = Optional.empty();
        try {
            outcomes.addAll(new OrphanedLabs(state, sites).reap(settings));
        } catch (LabException e) {
            notAsked = Optional.of("what has no journal was not looked for: " + e.getMessage());
        }
        new SnapshotStore(state).sweep();
        int machines = EmulatedMachines.sweep(settings.stateDir());
        if (machines > 0) {
            print("removed the folders of %d exact machines whose run was killed".formatted(machines));
        }
        int status = notAsked.isPresent() && outcomes.isEmpty() ? ExitStatus.NOT_READY : report(outcomes);
        notAsked.ifPresent(this::complain);
        for (Left lab : reaper.left()) {
            print(
                    lab.kept()
                            ? "lab %s%s %s: `nestlab down %s` or `nestlab reap --kept` takes it down"
                                    .formatted(
                                            lab.id(),
                                            lab.quotedName(),
                                            lab.waits()
                                                    ? "waits for the next run that needs an equal lab"
                                                    : "was left up on purpose",
                                            lab.id())
                            : "lab %s%s is in use by %s".formatted(lab.id(), lab.quotedName(), lab.owner()));
        }
        return notAsked.isPresent() ? ExitStatus.NOT_READY : status;
    }
}
