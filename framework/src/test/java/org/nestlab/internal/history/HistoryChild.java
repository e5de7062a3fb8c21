package org.nestlab.internal.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.nestlab.experiment.Experiment;
import org.nestlab.history.RunHistory;

/** A process that prints {@code begins}, keeps experiments, and prints the id of each when it is kept. */
public final class HistoryChild {

    private HistoryChild() {}

    /** Arguments: the history, its spool, how many. */
    public static void main(String[] arguments) {
        System.out.println("begins");
        try (RunHistory history = Histories.open(Optional.of(arguments[0]), Path.of(arguments[1]))) {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                Experiment experiment = Experiments.inconclusive(Duration.ofSeconds(i));
                history.keep(experiment);
                System.out.println("kept " + experiment.design().id());
            }
        }
        System.out.println("done");
    }
}
