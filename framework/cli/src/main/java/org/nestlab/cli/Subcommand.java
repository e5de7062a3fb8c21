package org.nestlab.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A subcommand that another module brings along: a class with picocli's {@code @Command}, found by
 * {@link java.util.ServiceLoader}. What it hands back is the exit status: 0 all is well, 1 it is not.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class Subcommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** Whether it was given; picocli prints the text by itself. */
    final boolean help() {
        return help;
    }

    /** Prints a line on the command's standard output. */
    protected final void say(String line) {
        PrintWriter out =
                Objects.requireNonNull(spec, "set by picocli").commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
