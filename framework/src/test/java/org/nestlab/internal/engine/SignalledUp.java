package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.nestlab.cli.Nestlab;
import org.nestlab.internal.journal.WatchedJournal;

/**
 * A {@code nestlab up} that sends itself SIGINT at one moment of its lab's journal, and goes on slowly: a shutdown that
 * does not wait for it has halted the process before the next line.
 */
public final class SignalledUp {

    private static final long SLOWLY_MILLIS = 1500;

    private SignalledUp() {}

    /**
     * The process.
     *
     * @param arguments the moment, and the words for {@code nestlab}
     */
    public static void main(String[] arguments) {
        WatchedJournal.watch(moment -> {
            if (moment.equals(arguments[0])) {
                System.out.println("SIGNALLED AT " + moment);
                interruptThisProcess();
            }
        });
        String[] words = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, words, 0, words.length);
        Nestlab.main(words);
    }

    private static void interruptThisProcess() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-INT",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            TimeUnit.MILLISECONDS.sleep(SLOWLY_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
