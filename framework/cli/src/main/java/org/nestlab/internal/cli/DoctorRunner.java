package org.nestlab.internal.cli;

import java.util.Optional;
import java.util.function.Function;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * The machine that runs the tests, which need not be the host of the lab.
 *
 * @param java the version of this JVM, for example {@code 17.0.15+6}
 * @param node for example {@code v20.20.2}, empty where there is none
 * @param bochs for example {@code Bochs 2.7}, empty where there is none
 * @param docker the server's version, for example {@code 20.10.24}, or empty where none answers
 */
record DoctorRunner(String java, Optional<String> node, Optional<String> bochs, Optional<String> docker) {

    /** Of the daemon that a lab would ask: DOCKER_HOST is heeded by both. */
    static final Command DOCKER = Command.of("docker", "version", "--format", "{{.Server.Version}}");

    //                         Bochs x86 Emulator 2.7
    private static final String EMULATOR = "Bochs x86 Emulator";
    static final Command BOCHS = Command.shell("bochs --help 2>&1");

    /**
     * Looks.
     *
     * @param shell runs commands on this machine
     */
    static DoctorRunner of(Function<Command, CommandResult> shell) {
        return new DoctorRunner(
                Runtime.version().toString(),
                printed(shell.apply(Command.of("node", "--version"))),
                bochs(shell.apply(BOCHS)),
                printed(shell.apply(DOCKER)));
    }

    /** It says its version between lines of equals signs, wherever it feels like it. */
    private static Optional<String> bochs(CommandResult result) {
        return result.stdout()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(EMULATOR))
                .map(line -> "Bochs" + line.substring(EMULATOR.length()))
                .findFirst();
    }

    private static Optional<String> printed(CommandResult result) {
        return Optional.of(result).filter(CommandResult::succeeded).map(CommandResult::text);
    }
}
