package org.nestlab.internal.ssh;

import org.nestlab.machine.Command;

/**
 * Finds what a dropped command left behind. OpenSSH ends no command whose channel is closed, and refuses to pass on
 * signals where root logged in ("session signalling requires privilege separation"): each command, and so all that it
 * starts, has a mark of its own in its environment instead. A server takes the variable if its configuration has
 * {@code AcceptEnv LC_*}, as Debian's has.
 */
final class Leftovers {

    static final String VARIABLE = "LC_NESTLAB";

    private Leftovers() {}

    /** Kills every process with the mark, and whatever one of them forks meanwhile. Word for word as grep has it. */
    static Command kill(String mark) {
        return Command.shell(("for i in 1 2 3; do p=$(grep -lsz '^%s=%s$' /proc/[0-9]*/environ | cut -d/ -f3);"
                        + " [ -n \"$p\" ] || break; kill -9 $p 2>/dev/null; done")
                .formatted(VARIABLE, mark));
    }
}
