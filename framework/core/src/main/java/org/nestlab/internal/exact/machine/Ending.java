package org.nestlab.internal.exact.machine;

import java.time.Duration;

/** What ended a machine. */
public sealed interface Ending {

    /** In a sentence, for messages. */
    String text();

    /** Whether it says something of the kernel that was booted; a fault of the emulator and a slow host do not. */
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
     * L1's kernel, or init in it, gave up.
     *
     * @param line that says so
     */
    record Panicked(String line) implements Ending {
        @Override
        public String text() {
            return "L1 panicked: " + line;
        }
    }

    /** It was reset or powered off before its script ended, and its serial line does not say why. */
    record Stopped(String lastLine) implements Ending {
        @Override
        public String text() {
            return "it stopped before its script ended; the last line of its console: " + lastLine;
        }
    }

    /**
     * It computed and printed nothing for much longer than it ever does: it hangs, for this seed.
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
     * @param line of its log that says so
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
     * Somebody ended the emulator: a user, the OOM killer, or a service manager that takes a job down.
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

    /** The limit was reached while it still made progress, or without enough processor time to tell. */
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
