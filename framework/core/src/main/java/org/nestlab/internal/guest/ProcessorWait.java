package org.nestlab.internal.guest;

import java.time.Duration;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;

/**
 * How long the threads of a process were ready to run and waited for a processor, as Linux counts it for each thread in
 * {@code /proc/PID/task/TID/schedstat}: nanoseconds on a processor, nanoseconds waited, time slices.
 */
final class ProcessorWait {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ProcessorWait() {}

    /**
     * The wait of the thread that waited longest, since it started. Of a QEMU with a busy virtual CPU that is this CPU.
     *
     * @param pid of the process, as the kernel of that machine numbers it
     * @return zero where that is not known
     */
    static Duration of(Shell above, long pid) {
        try {
            // A thread may end while it is looked at.
            return longest(above.run(Command.shell("cat /proc/%d/task/*/schedstat 2>/dev/null; true".formatted(pid))
                            .withTimeout(PATIENCE))
                    .stdout());
        } catch (GuestCommandException e) {
            return Duration.ZERO;
        }
    }

    /**
     * @param schedstats a line for each thread, for example {@code 171849324 1286394 512}; another line counts as
     *     nothing waited
     */
    static Duration longest(String schedstats) {
        return Duration.ofNanos(schedstats
                .lines()
                .filter(line -> line.matches("\\d{1,20}+ \\d{1,18}+ \\d{1,20}+"))
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
                .max()
                .orElse(0));
    }
}
