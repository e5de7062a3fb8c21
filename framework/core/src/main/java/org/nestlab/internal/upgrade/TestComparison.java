package org.nestlab.internal.upgrade;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.labtests.ProjectTestSuite;
import org.nestlab.internal.labtests.TestChecks;
import org.nestlab.internal.labtests.TestLog.Ended;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.FunctionalCheck;
import org.nestlab.upgrade.FunctionalCheck.State;
import org.nestlab.upgrade.Outcome;

/**
 * Whether lab tests pass on both stacks. If some fail on the baseline, they are run on the candidate, too, because only
 * both results show whose fault it is.
 */
final class TestComparison {

    private static final int MOST_NAMES = 10;

    /**
     * The result.
     *
     * @param candidate empty if it is unknown how the baseline's tests would have ended
     * @param ending why nothing is measured; empty if both stacks work as far as is known
     * @param open why the candidate cannot be called good, whatever is measured; empty if there is no such reason
     * @param note what passed, and what did not count, in a few words
     */
    record Result(
            List<FunctionalCheck> baseline,
            List<FunctionalCheck> candidate,
            Optional<Ending> ending,
            String open,
            String note) {}

    /** An outcome and its reason. */
    record Ending(Outcome outcome, String reason) {}

    private final ProjectTestSuite tests;
    private final Consumer<String> progress;

    private TestComparison(ProjectTestSuite tests, Consumer<String> progress) {
        this.tests = tests;
        this.progress = progress;
    }

    /**
     * Runs the tests on one stack and on the other.
     *
     * @throws LabConfigurationException if no test is run on one of them
     */
    static Result of(ProjectTestSuite tests, Stack baseline, Stack candidate, Consumer<String> progress) {
        return new TestComparison(tests, progress).look(baseline, candidate);
    }

    private Result look(Stack baseline, Stack candidate) {
        ProjectTestSuite.Run before = run("baseline", baseline);
        Optional<String> trouble = trouble("baseline", before);
        if (trouble.isPresent() && names(before, State.FAILED).isEmpty()) {
            return new Result(
                    TestChecks.of(before.log()),
                    List.of(),
                    Optional.of(new Ending(Outcome.CANNOT_TELL, trouble.get())),
                    "",
                    "");
        }
        ProjectTestSuite.Run after = run("candidate", candidate);
        List<String> troubles = new ArrayList<>(trouble.stream().toList());
        trouble("candidate", after).ifPresent(troubles::add);
        List<String> lost = lost(before, after);
        return new Result(
                TestChecks.of(before.log()),
                TestChecks.of(after.log()),
                ending(before, after, troubles),
                lost.isEmpty() ? "" : "passed on the baseline and not on the candidate: " + few(lost),
                note(before, after));
    }

    private ProjectTestSuite.Run run(String side, Stack stack) {
        progress.accept("do the tests pass on the %s".formatted(side));
        ProjectTestSuite.Run run = tests.run(side, stack, progress);
        List<String> counts = new ArrayList<>();
        for (State state : State.values()) {
            String word = state == State.HOLDS ? "passed" : state.word().toLowerCase(Locale.ROOT);
            counts.add("%d %s".formatted(names(run, state).size(), word));
        }
        progress.accept(
                "  %s (%d s)".formatted(String.join(", ", counts), run.took().toSeconds()));
        refuseNone(side, run);
        return run;
    }

    private static void refuseNone(String side, ProjectTestSuite.Run run) {
        boolean none = run.log().ended().stream().allMatch(test -> test.state() == State.SKIPPED);
        if (none && run.log().running().isEmpty() && run.status().isPresent()) {
            throw new LabConfigurationException(
                    "no test was run on the %s, %d were skipped; expected tests with this Nestlab on their class path. Maven exited with status %d; its output is in %s%s"
                            .formatted(
                                    side,
                                    run.log().ended().size(),
                                    run.status().getAsInt(),
                                    run.output(),
                                    run.tail().stream()
                                            .map(line -> System.lineSeparator() + "  " + line)
                                            .collect(joining())));
        }
    }

    /** Why the result of a run is incomplete; empty if it is complete. */
    private static Optional<String> trouble(String side, ProjectTestSuite.Run run) {
        List<String> running = run.log().running();
        String meanwhile = running.isEmpty() ? "" : ", while this was running: " + few(running);
        String tests = "the tests on the " + side;
        String what;
        if (run.status().isEmpty()) {
            what = "%s were ended after %s, their limit%s"
                    .formatted(tests, CommandFailures.duration(run.limit()), meanwhile);
        } else if (!run.log().whole()) {
            what = "%s ended before all were run%s".formatted(tests, meanwhile);
        } else if (run.status().getAsInt() != 0 && names(run, State.FAILED).isEmpty()) {
            what = "no test failed on the %s, but Maven exited with status %d"
                    .formatted(side, run.status().getAsInt());
        } else if (names(run, State.FAILED).isEmpty() && names(run, State.HOLDS).isEmpty()) {
            what = "all tests that were run on the %s were aborted: %s".formatted(side, few(names(run, State.ABORTED)));
        } else {
            return Optional.empty();
        }
        return Optional.of("%s; their output is in %s".formatted(what, run.output()));
    }

    private static Optional<Ending> ending(
            ProjectTestSuite.Run before, ProjectTestSuite.Run after, List<String> troubles) {
        Set<String> onBoth = new HashSet<>(names(before, State.FAILED));
        onBoth.retainAll(names(after, State.FAILED));
        List<String> reasons = new ArrayList<>();
        failing("the candidate", "", without(onBoth, names(after, State.FAILED)))
                .ifPresent(reasons::add);
        failing("the baseline", "", without(onBoth, names(before, State.FAILED)))
                .ifPresent(reasons::add);
        failing("both", " on the baseline too", List.copyOf(new TreeSet<>(onBoth)))
                .ifPresent(reasons::add);
        Outcome outcome = reasons.isEmpty() ? Outcome.CANNOT_TELL : Outcome.DOES_NOT_WORK;
        reasons.addAll(troubles);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Ending(outcome, String.join("; ", reasons)));
    }

    private static Optional<String> failing(String which, String remark, List<String> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("%s: %d %s%s: %s"
                        .formatted(
                                which,
                                names.size(),
                                names.size() == 1 ? "test fails" : "tests fail",
                                remark,
                                few(names)));
    }

    /** What a condition keeps from running says nothing; what gave up, or is not there, might have failed. */
    private static List<String> lost(ProjectTestSuite.Run before, ProjectTestSuite.Run after) {
        Map<String, Ended> there = new LinkedHashMap<>();
        after.log().ended().forEach(test -> there.put(test.id(), test));
        List<String> lost = new ArrayList<>();
        for (Ended passed : before.log().ended()) {
            if (passed.state() == State.HOLDS) {
                State now = there.values().stream()
                        .filter(test ->
                                test.id().equals(passed.id()) || passed.id().startsWith(test.id() + "/"))
                        .findFirst()
                        .map(Ended::state)
                        .orElse(null);
                if (now == null) {
                    lost.add(passed.name() + " (not run)");
                } else if (now == State.ABORTED) {
                    lost.add(passed.name() + " (aborted)");
                }
            }
        }
        return lost;
    }

    private static String note(ProjectTestSuite.Run before, ProjectTestSuite.Run after) {
        Set<String> both = new HashSet<>(names(before, State.HOLDS));
        both.retainAll(names(after, State.HOLDS));
        int idle =
                names(after, State.ABORTED).size() + names(after, State.SKIPPED).size();
        return "%d tests pass on both%s"
                .formatted(both.size(), idle == 0 ? "" : ", %d were aborted or skipped".formatted(idle));
    }

    private static List<String> names(ProjectTestSuite.Run run, State state) {
        return run.log().ended().stream()
                .filter(test -> test.state() == state)
                .map(Ended::name)
                .toList();
    }

    private static List<String> without(Set<String> left, List<String> names) {
        return names.stream().filter(name -> !left.contains(name)).toList();
    }

    private static String few(List<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(joining(", "));
        return names.size() <= MOST_NAMES ? shown : "%s and %d more".formatted(shown, names.size() - MOST_NAMES);
    }
}
