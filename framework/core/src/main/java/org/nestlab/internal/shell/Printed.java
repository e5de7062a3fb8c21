package org.nestlab.internal.shell;

import org.nestlab.GuestCommandException;
import org.nestlab.machine.CommandResult;

/** Single facts that a command printed. */
public final class Printed {

    private static final int SHOWN = 80;

    private Printed() {}

    /**
     * Reads the whole number, 0 or more, that is the only output of a command.
     *
     * @param what what the number is, for the message: for example {@code the count of its CPUs}
     * @throws GuestCommandException if the command failed or printed something else
     */
    public static long wholeNumber(CommandResult result, String what) {
        String text = result.orThrow().text();
        if (!text.matches("[0-9]{1,18}")) {
            throw new GuestCommandException("%s: %s is '%s'; expected a whole number, from: %s"
                    .formatted(
                            result.machine(),
                            what,
                            text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…",
                            result.command()));
        }
        return Long.parseLong(text);
    }
}
