package org.nestlab.internal.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;

/** Runs a program in this terminal, as if it had been called itself. */
final class Programs {

    /** Gives the exit status. */
    static final ToIntFunction<List<String>> HERE = Programs::run;

    private Programs() {}

    private static int run(List<String> words) {
        Thread killer = null;
        try {
            Process program = new ProcessBuilder(words).inheritIO().start();
            // Ctrl-C reaches both of them, SIGTERM only this one.
            killer = new Thread(program::destroy, "nestlab-program-stop");
            Runtime.getRuntime().addShutdownHook(killer);
            return program.waitFor();
        } catch (IOException e) {
            throw new LabConfigurationException("%s cannot be started: %s".formatted(words.get(0), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.NOT_READY;
        } finally {
            remove(killer);
        }
    }

    private static void remove(@Nullable Thread hook) {
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            // This process is about to end, and runs it.
        }
    }
}
