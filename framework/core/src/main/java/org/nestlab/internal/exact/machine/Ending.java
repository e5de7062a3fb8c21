package org.nestlab.internal.exact.machine;

import java.nio.file.Path;
import java.time.Duration;

/** What ended a machine. */
public sealed interface Ending {

    /** In a sentence, for messages. */
    String text();

    /** Whether it allows a conclusion about the kernel; a fault of the emulator and a slow host do not. */
    default boolean tells() {
        return true;
    }

    /**
     * L1's script came to its end.
     *
     * @param status its exit status
     */
    record Finished(int status) implements Ending {
        @Override
        public String text() {
            return "its script ended with status " + status;
        }
    }

    /**
     * L1's kernel or its init panicked.
     *
     * @param line the line that says so
     */
    record Panicked(String line) implements Ending {
        @Override
        public String text() {
            return "L1 panicked: " + line;
        }
    }

    /** The machine was reset or powered off before its script ended, and its serial line does not say why. */
    record Stopped(String lastLine) implements Ending {
        @Override
        public String text() {
            return "it stopped before its script ended; the last line of its console: " + lastLine;
        }
    }

    /**
     * The machine computed and printed nothing for much longer than a machine ever does: it hangs with this seed.
     *
     * @param silence processor time of the emulator since the last line
     */
    record Hung(Duration silence, String lastLine) implements Ending {
        @Override
        public String text() {
            return "it hangs: no line for %d s of the emulator's CPU time; the last line of its console: %s"
                    .formatted(silence.toSeconds(), lastLine);
        }
    }

    /**
     * The emulator refused something that hardware allows, or died.
     *
     * @param line the line of its log that says so
     */
    record EmulatorFault(String line) implements Ending {
        @Override
        public String text() {
            return "a fault of the emulator: " + line;
        }

        @Override
        public boolean tells() {
            return false;
        }
    }

    /**
     * The emulator was ended from outside: by a user, the OOM killer, or a service manager that ends a job.
     *
     * @param how in a clause, for example {@code QEMU was ended by signal 9}
     */
    record EndedFromOutside(String how) implements Ending {
        @Override
        public String text() {
            return "the emulator was ended from outside: " + how;
        }

        @Override
        public boolean tells() {
            return false;
        }
    }

    /**
     * The disk is full, so that the rest of the serial line may be lost.
     *
     * @param folder of the machine
     */
    record DiskFull(Path folder) implements Ending {
        @Override
        public String text() {
            return "the disk of %s became full: free some room, or set nestlab.state.dir".formatted(folder);
        }

        @Override
        public boolean tells() {
            return false;
        }
    }

    /**
     * The time limit was reached while the machine still made progress, or before it had enough processor time for a
     * conclusion.
     */
    record TooSlow(Duration limit, Duration cpu, String lastLine) implements Ending {
        @Override
        public String text() {
            return "this machine is too slow: the limit of %d s was reached, in which the emulator had %d s of CPU time; the last line of its console: %s"
                    .formatted(limit.toSeconds(), cpu.toSeconds(), lastLine);
        }

        @Override
        public boolean tells() {
            return false;
        }
    }
}
