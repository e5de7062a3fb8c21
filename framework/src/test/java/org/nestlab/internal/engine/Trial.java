package org.nestlab.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;

/**
 * A fault that was put into a lab, and what was found.
 *
 * @param found which layer was blamed
 * @param took how long asking took
 * @param panicTold from the console's line of a panic to the command that failed for it
 */
record Trial(Fault fault, Attribution found, Duration took, Optional<Duration> panicTold) {

    boolean isRight() {
        return found.cause() == fault.cause() && found.level().depth() == fault.blamed();
    }

    boolean isWrong() {
        return !isRight() && found.cause() != FailureCause.UNKNOWN;
    }

    /** The figures of all, in a line. */
    static String summary(Fault fault, List<Trial> trials) {
        long right = trials.stream().filter(Trial::isRight).count();
        long wrong = trials.stream().filter(Trial::isWrong).count();
        return "ATTRIBUTION %s: %d right of %d, %d unknown, %d wrong; asked for %s ms; panics told after %s ms"
                .formatted(
                        fault,
                        right,
                        trials.size(),
                        trials.size() - right - wrong,
                        wrong,
                        trials.stream().map(trial -> trial.took.toMillis()).toList(),
                        trials.stream()
                                .flatMap(trial -> trial.panicTold.stream())
                                .map(Duration::toMillis)
                                .toList());
    }

    @Override
    public String toString() {
        return "%s: %s at %s after %d ms%s: %s"
                .formatted(
                        fault,
                        found.cause(),
                        found.level(),
                        took.toMillis(),
                        panicTold
                                .map(told -> ", its panic told after %d ms".formatted(told.toMillis()))
                                .orElse(""),
                        found.sentence());
    }
}
