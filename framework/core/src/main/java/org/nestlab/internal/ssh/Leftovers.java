package org.nestlab.internal.ssh;

import org.nestlab.machine.Command;

/**
 * Finds the processes of a dropped command. OpenSSH does not end a command whose channel is closed, and passes no
 * signals on if root logged in ("session signalling requires privilege separation"). Therefore each command, and so all
 * that it starts, has its own mark in its environment. A server accepts the variable if its configuration has
 * {@code AcceptEnv LC_*}, as Debian's does.
 */
final class Leftovers {

    static final String VARIABLE = "LC_NESTLAB";

    private Leftovers() {}

    /** Kills every process with the mark, and what one of them forks meanwhile. */
    static Command kill(String mark) {
        return Command.shell(("for i in 1 2 3; do p=$(grep -lsz '^%s=%s$' /proc/[0-9]*/environ | cut -d/ -f3);"
                        + " [ -n \"$p\" ] || break; kill -9 $p 2>/dev/null; done")
                .formatted(VARIABLE, mark));
    }
}
