package org.nestlab.internal.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shell.HookedProcess;

/** Runs a program in this terminal, as if it had been called itself. */
final class Programs {

    /** Gives the exit status. */
    static final ToIntFunction<List<String>> HERE = Programs::run;

    private Programs() {}

    private static int run(List<String> words) {
        // Ctrl-C reaches both of them, SIGTERM only this one.
        try (HookedProcess program = HookedProcess.start(new ProcessBuilder(words).inheritIO(), Process::destroy)) {
            return program.process().waitFor();
        } catch (IOException e) {
            throw new LabConfigurationException("%s cannot be started: %s".formatted(words.get(0), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.NOT_READY;
        }
    }
}
