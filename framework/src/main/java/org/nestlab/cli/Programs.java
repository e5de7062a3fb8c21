package org.nestlab.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;
import org.nestlab.LabConfigurationException;

/** Runs a program in this terminal, as if it had been called itself. */
final class Programs {

    /** Gives the exit status. */
    static final ToIntFunction<List<String>> HERE = Programs::run;

    private Programs() {}

    private static int run(List<String> words) {
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new LabConfigurationException("%s cannot be started: %s".formatted(words.get(0), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.NOT_READY;
        }
    }
}
