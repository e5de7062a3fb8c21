package org.nestlab.internal.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.LabCensus;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.LabIsUpException;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nestlab up}: a lab to look around in. */
@Command(
        name = "up",
        description = {
            "Brings a lab up, says how to enter its guests, and leaves it up.",
            "A lab that does not come up is taken down again, and so is a lab whose start is interrupted (Ctrl-C);",
            "nestlab.keep=on-failure leaves the former up, for a look inside."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is up",
            "1:it did not come up",
            "2:usage error",
            "3:a lab of this definition is up already, or coming up: no second one was started",
            "130:it was interrupted (143: terminated, 129: hung up) and is taken down, unless it was up already"
        },
        footerHeading = "%nExample:%n",
        footer = "  nestlab up")
final class UpCommand extends PrintingCommand implements Callable<Integer> {

    static final int IS_UP = 3;

    @Mixin
    private final WantedLab wanted = new WantedLab();

    @Option(names = "--another", description = "Brings a lab up beside one of the same definition that is up.")
    private boolean another;

    private final Supplier<LabEngine> engine;

    UpCommand() {
        this(LabEngines::current);
    }

    UpCommand(Supplier<LabEngine> engine) {
        this.engine = engine;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.fromSystemProperties();
        LabUse use = another ? LabUse.STAYS_BESIDE_OTHERS : LabUse.STAYS;
        String id;
        String first;
        // Closing a lab that stays lets go of it, and says how its guests are entered.
        try (RunningLab lab = engine.get().bringUp(wanted.spec(), settings, use)) {
            id = lab.id();
            first = lab.guests().size() == 1
                    ? "L1"
                    : lab.guests().get(0).label().replace(' ', '-');
        } catch (LabIsUpException e) {
            tell(e.lab(), settings);
            return IS_UP;
        }
        print("lab %s '%s' is up and stays: `nestlab shell --id %s %s` enters it, `nestlab down %s` takes it down"
                .formatted(id, wanted.spec().name(), id, first, id));
        return ExitStatus.READY;
    }

    private void tell(LabId id, Settings settings) {
        List<String> lines = new ArrayList<>();
        lines.add("a lab of this definition is up already, or coming up:");
        StateFolder state = StateFolder.open(settings.stateDir());
        new LabCensus(state, new Sites())
                .look(settings.connect())
                .find(id)
                .ifPresent(lab -> lines.addAll(LabLines.of(lab, Instant.now())));
        lines.add("`nestlab up --another` brings a second one up beside it");
        complain(String.join(System.lineSeparator(), lines));
    }
}
