package org.nestlab.virtualhost;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.internal.text.Tail;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;

/**
 * What a guest says on its serial console of what runs its CPUs, between two marks that no other boot or statement has.
 */
final class ConsoleStatement {

    /** Many times what a console of the third level takes from the guest to the machine that runs the tests. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LAST_LINES = 10;

    private ConsoleStatement() {}

    /**
     * Lets the guest print it, and waits for it to arrive.
     *
     * @return the lines between the marks
     * @throws org.nestlab.GuestCommandException if the guest does not answer, or has no console
     * @throws org.nestlab.NoAnswerException if the console stays silent, with its last lines
     */
    static List<String> of(Guest guest) {
        return of(guest, LIMIT);
    }

    static List<String> of(Guest guest, Duration limit) {
        String mark = UUID.randomUUID().toString();
        guest.run(script(mark)).orThrow();
        return Waiting.on(guest.label() + ": its proof of KVM on its console", limit, LOOK)
                .seeing(() -> "its console, which ends with\n  " + lastLines(guest.console()))
                .until(() -> in(guest.console(), mark));
    }

    /** The kernel's own name and all that {@link Acceleration} reads. */
    static String script(String mark) {
        return """
                {
                echo
                echo '%s'
                echo "release=$(uname -r)"
                %s
                echo '%s'
                } >/dev/console""".formatted(begin(mark), Acceleration.INSIDE_SCRIPT, finish(mark));
    }

    /** The lines of a statement in what a console has printed so far; empty while it is not whole. */
    static Optional<List<String>> in(String console, String mark) {
        List<String> lines = console.lines().map(String::strip).toList();
        int from = lines.lastIndexOf(begin(mark));
        int to = lines.lastIndexOf(finish(mark));
        return from < 0 || to < from
                ? Optional.empty()
                : Optional.of(lines.subList(from + 1, to).stream()
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    private static String begin(String mark) {
        return "nestlab: what runs my CPUs " + mark;
    }

    private static String finish(String mark) {
        return "nestlab: so much of my CPUs " + mark;
    }

    private static String lastLines(String console) {
        List<String> lines = console.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join("\n  ", Tail.of(lines, LAST_LINES));
    }
}
