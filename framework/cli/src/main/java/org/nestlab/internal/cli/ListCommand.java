package org.nestlab.internal.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.LabCensus;
import org.nestlab.internal.kept.ListedLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nestlab list}: which labs there are. */
@Command(
        name = "list",
        description = {
            "Lists the labs of this host: what each is doing, since when, who has it, its guests, and what to type next.",
            "Reads the journals in nestlab.state.dir and looks for everything that bears the mark of a lab. "
                    + "Changes nothing."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all labs are listed, or there is none",
            "1:a host could not be asked, so there may be more labs",
            "2:usage error"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab list")
final class ListCommand extends PrintingCommand implements Callable<Integer> {

    @Option(names = "--json", description = "The same as JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = Settings.fromSystemProperties();
        StateFolder state = StateFolder.open(settings.stateDir());
        LabCensus.Result seen = new LabCensus(state, new Sites()).look(settings.connect());
        Instant now = Instant.now();
        if (json) {
            print(LabListJson.render(seen, now));
        } else {
            for (ListedLab lab : seen.labs()) {
                LabLines.of(lab, now).forEach(this::print);
            }
            if (seen.labs().isEmpty()) {
                print("no labs in %s; `nestlab up` brings one up".formatted(state.root()));
            }
            seen.problems().forEach(problem -> complain("there may be more: " + problem));
        }
        return seen.problems().isEmpty() ? ExitStatus.READY : ExitStatus.NOT_READY;
    }
}
