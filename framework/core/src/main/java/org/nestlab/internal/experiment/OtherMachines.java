package org.nestlab.internal.experiment;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.history.RunHistory;

/** Evidence about the same stacks that is not continued, because it was measured on other machines. */
final class OtherMachines {

    /** How many experiments are searched, the newest first. */
    private static final int LOOKED_THROUGH = 50;

    private static final int MOST_DIFFERENCES = 3;

    private OtherMachines() {}

    /** Why the newest such experiment is refused; empty if there is none. */
    static Optional<String> refused(RunHistory history, ExperimentDesign design) {
        return history.list(LOOKED_THROUGH).stream()
                .filter(it -> it.test().equals(design.test())
                        && it.levels().equals(design.levels().toString())
                        && !it.fingerprint().equals(design.fingerprint().id()))
                .flatMap(it -> history.find(it.id()).stream())
                .map(Experiment::design)
                .filter(it -> it.setup().equals(design.setup()) && it.withItself() == design.withItself())
                .findFirst()
                .map(it -> words(it, design));
    }

    private static String words(ExperimentDesign earlier, ExperimentDesign design) {
        List<Difference> differences = Difference.between(
                earlier.fingerprint().identity(), design.fingerprint().identity());
        return "experiment %s is not continued, because it was measured on something else: %s%s"
                .formatted(
                        earlier.id().toString().substring(0, 8),
                        differences.stream()
                                .limit(MOST_DIFFERENCES)
                                .map(it -> "%s was %s, is %s"
                                        .formatted(
                                                it.name(),
                                                it.before().orElse("not known"),
                                                it.after().orElse("not known")))
                                .collect(joining("; ")),
                        differences.size() > MOST_DIFFERENCES
                                ? "; and %d more".formatted(differences.size() - MOST_DIFFERENCES)
                                : "");
    }
}
