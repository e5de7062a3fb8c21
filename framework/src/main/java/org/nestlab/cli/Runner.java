package org.nestlab.cli;

import java.util.Optional;
import java.util.function.Function;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * The machine that runs the tests, which need not be the host of the lab.
 *
 * @param java the version of this JVM, as {@code 17.0.15+6}
 * @param node as {@code v20.20.2}, empty where there is none
 */
record Runner(String java, Optional<String> node) {

    /**
     * Looks.
     *
     * @param shell runs commands on this machine
     */
    static Runner of(Function<Command, CommandResult> shell) {
        CommandResult node = shell.apply(Command.of("node", "--version"));
        return new Runner(Runtime.version().toString(), node.succeeded() ? Optional.of(node.text()) : Optional.empty());
    }
}
