package org.nestlab.internal.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process that has a lab, as the system describes it.
 *
 * @param pid empty if no line of the journal says it
 * @param user empty where the process is not to be seen, or is gone
 * @param command its command line, likewise
 */
public record LabOwner(OptionalLong pid, String user, String command) {

    /** Longer ones, as those with a class path, are cut in the middle: their end says most. */
    private static final int LONGEST = 120;

    /** Clocks of a journal and of a process' start differ by the system's ticks. */
    private static final int TICKS_SECONDS = 2;

    public static LabOwner of(LabRecord lab) {
        OptionalLong pid = lab.pid();
        if (pid.isEmpty()) {
            return new LabOwner(pid, "", "");
        }
        // A process that is younger than what it would have written has the id of one that is gone.
        Instant written = lab.heldSince().orElse(Instant.MAX);
        return ProcessHandle.of(pid.getAsLong())
                .map(ProcessHandle::info)
                .filter(info -> info.startInstant()
                        .map(start -> start.minusSeconds(TICKS_SECONDS).isBefore(written))
                        .orElse(true))
                .map(info -> new LabOwner(
                        pid,
                        info.user().orElse(""),
                        info.commandLine().map(LabOwner::shown).orElse("")))
                .orElseGet(() -> new LabOwner(pid, "", ""));
    }

    private static String shown(String command) {
        String line = command.replaceAll("\\p{Cntrl}++", " ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int half = LONGEST / 2 - 2;
        return line.substring(0, half) + " … " + line.substring(line.length() - half);
    }

    /** For example {@code process 4711 of alice (java … org.nestlab.cli.Nestlab up)}. */
    @Override
    public String toString() {
        if (pid.isEmpty()) {
            return "a process that its journal does not name";
        }
        return "process %d%s%s"
                .formatted(
                        pid.getAsLong(),
                        user.isEmpty() ? "" : " of " + user,
                        Optional.of(command)
                                .filter(line -> !line.isEmpty())
                                .map(" (%s)"::formatted)
                                .orElse(""));
    }
}
