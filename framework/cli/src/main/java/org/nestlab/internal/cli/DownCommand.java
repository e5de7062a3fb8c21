package org.nestlab.internal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nestlab down}: takes down one lab that was left up. */
@Command(
        name = "down",
        description = "Takes down a lab that `nestlab up`, nestlab.keep or nestlab.reuse left up.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it is gone", "1:something could not be removed", "2:there is no such lab"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab down 0badcafe")
final class DownCommand extends PrintingCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "8 hexadecimal digits; optional if there is one lab.")
    private @Nullable String id;

    @Override
    public Integer call() {
        StateFolder state = StateFolder.open(Settings.fromSystemProperties().stateDir());
        Reaper reaper = new Reaper(state, new Sites());
        LabId lab = LabChoice.of(id, reaper.left());
        return report(List.of(reaper.reap(lab)));
    }
}
