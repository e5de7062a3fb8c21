package org.nestlab.fake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * What a fake machine answers, by a part of the command line. The rule added last is asked first, so that a test
 * changes one answer of a fixture; a command without a rule fails the test. Remembers every command.
 */
public final class Answers {

    /** An exit status and two streams. */
    public record Reply(int exitStatus, String stdout, String stderr) {
        public static Reply ok(String stdout) {
            return new Reply(0, stdout, "");
        }

        public static Reply failed(int exitStatus, String stderr) {
            return new Reply(exitStatus, "", stderr);
        }
    }

    private record Rule(Predicate<Command> matches, Function<Command, Reply> reply) {}

    // Tests that run in parallel may share a machine.
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Command> asked = new CopyOnWriteArrayList<>();

    public Answers on(String part, String stdout) {
        return on(command -> command.line().contains(part), command -> Reply.ok(stdout));
    }

    public Answers failOn(String part, int exitStatus, String stderr) {
        return on(command -> command.line().contains(part), command -> Reply.failed(exitStatus, stderr));
    }

    /** A reply that may depend on the command, or change from call to call. */
    public Answers on(Predicate<Command> matches, Function<Command, Reply> reply) {
        rules.add(0, new Rule(matches, reply));
        return this;
    }

    /** Every command so far, in order. */
    public List<Command> asked() {
        return List.copyOf(asked);
    }

    /** What it answers to a command. */
    public CommandResult answer(String machine, Command command) {
        asked.add(command);
        Reply reply = rules.stream()
                .filter(rule -> rule.matches().test(command))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no answer scripted on " + machine + " for: " + command))
                .reply()
                .apply(command);
        return CommandResult.of(
                machine, command, reply.exitStatus(), reply.stdout(), reply.stderr(), Duration.ofMillis(1), false);
    }
}
