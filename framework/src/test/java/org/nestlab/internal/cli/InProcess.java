package org.nestlab.internal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The command line in this JVM, for tests of other packages. */
public final class InProcess {

    /**
     * How a command ended.
     *
     * @param printed to both streams
     */
    public record Outcome(int exitStatus, String printed) {}

    private InProcess() {}

    /** Runs {@code nestlab} with these words. */
    public static Outcome run(String... words) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed);
        int status = NestlabCommand.commandLine().setOut(writer).setErr(writer).execute(words);
        writer.flush();
        return new Outcome(status, printed.toString());
    }
}
