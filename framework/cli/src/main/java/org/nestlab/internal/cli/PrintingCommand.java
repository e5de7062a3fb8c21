package org.nestlab.internal.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.Starts;
import org.nestlab.internal.takedown.Reaper.Outcome;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that prints lines. */
abstract class PrintingCommand extends WithHelp {

    @Spec
    private @Nullable CommandSpec spec;

    final void print(String line) {
        PrintWriter out =
                Objects.requireNonNull(spec, "set by picocli").commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Prints a line on standard error. */
    final void complain(String line) {
        PrintWriter err =
                Objects.requireNonNull(spec, "set by picocli").commandLine().getErr();
        err.println("nestlab: " + line);
        err.flush();
    }

    /** Prints how often labs were started, where one was started again. */
    final void printStarts(LabEngine engine) {
        Starts starts = engine.starts();
        if (starts.again() > 0) {
            print(starts.sentence());
        }
    }

    /** Prints an unexpected failure on standard error. */
    final void error(Throwable failure) {
        failure.printStackTrace(
                Objects.requireNonNull(spec, "set by picocli").commandLine().getErr());
    }

    /** Prints what was removed and what was not, and gives the exit status. */
    final int report(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            print("nothing was left behind");
        }
        for (Outcome outcome : outcomes) {
            print("lab " + outcome.lab());
            outcome.removed().forEach(line -> print("  removed " + line));
            outcome.failures().forEach(line -> print("  still there: " + line));
        }
        return outcomes.stream().allMatch(outcome -> outcome.failures().isEmpty())
                ? ExitStatus.READY
                : ExitStatus.NOT_READY;
    }
}
