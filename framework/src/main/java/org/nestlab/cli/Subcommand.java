package org.nestlab.cli;

import java.util.concurrent.Callable;
import org.apiguardian.api.API;

/**
 * A subcommand that another module brings along: a class with picocli's {@code @Command}, found by
 * {@link java.util.ServiceLoader}. What it hands back is the exit status: 0 all is well, 1 it is not.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class Subcommand extends PrintingCommand implements Callable<Integer> {

    /** Prints a line on the command's standard output. */
    protected final void say(String line) {
        print(line);
    }
}
