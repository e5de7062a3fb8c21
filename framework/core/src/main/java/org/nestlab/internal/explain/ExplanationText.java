package org.nestlab.internal.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.nestlab.experiment.OverheadText;
import org.nestlab.explain.ExitReason;
import org.nestlab.explain.Explanation;
import org.nestlab.explain.LevelExits;

/** An explanation as text for a terminal. */
public final class ExplanationText {

    /** How many of the most frequent reasons get a sentence; the table has all reasons. */
    private static final int EXPLAINED = 3;

    private final List<String> lines = new ArrayList<>();

    private ExplanationText() {}

    /** The lines, without line ends. */
    public static List<String> lines(Explanation explanation) {
        ExplanationText text = new ExplanationText();
        text.head(explanation);
        explanation.levels().forEach(text::level);
        text.known(explanation);
        explanation.notes().forEach(note -> text.lines.add("note: " + note));
        return List.copyOf(text.lines);
    }

    private void head(Explanation it) {
        lines.add("%s, %s tier: %s"
                .formatted(
                        it.target(),
                        it.tier().word(),
                        it.operations() > 0
                                ? String.format(Locale.ROOT, "%,.0f operations", it.operations())
                                : "the workload counts no operations, so there is no figure for one"));
        lines.add("%s: %s %s while exits were counted, %s before (one visit each)"
                .formatted(
                        it.metric().name(),
                        OverheadText.number(it.counted()),
                        it.metric().unit(),
                        Double.isNaN(it.uncounted()) ? "unknown" : OverheadText.number(it.uncounted())));
    }

    private void level(LevelExits level) {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s on the KVM of %s (%s): %,d exits%s%s",
                level.guest(),
                level.kernel(),
                level.vendor().word(),
                level.exits(),
                each(level.perOperation()),
                level.statistic() > 0
                        ? String.format(Locale.ROOT, "; KVM's own statistic: %,d", level.statistic())
                        : "; KVM's own statistic did not grow, or was set back"));
        table(level.reasons());
        if (level.multiplication().isPresent()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Guests inside %s: %,d exits, %.1f %% of them handed to it; each costs %.2f exits of its own",
                    level.guest(),
                    level.nestedExits(),
                    100 * level.handedShare().orElse(0),
                    level.multiplication().getAsDouble()));
            table(level.nestedReasons());
        }
        lines.add("State of %s: %s"
                .formatted(
                        level.kernel(),
                        level.state().entrySet().stream()
                                .map(it -> it.getKey() + "=" + it.getValue())
                                .collect(Collectors.joining(" "))));
    }

    private static String each(OptionalDouble perOperation) {
        return perOperation.isPresent()
                ? String.format(Locale.ROOT, ", %.2f for an operation", perOperation.getAsDouble())
                : "";
    }

    private void table(List<ExitReason> reasons) {
        int width = reasons.stream().mapToInt(it -> it.name().length()).max().orElse(0);
        for (ExitReason it : reasons) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + Math.max(width, 6) + "s %,12d %5.1f %%%s",
                    it.name(),
                    it.count(),
                    100 * it.share(),
                    it.perOperation().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    " %8.3f an operation",
                                    it.perOperation().getAsDouble())
                            : ""));
        }
    }

    private void known(Explanation explanation) {
        List<ExitReason> first =
                explanation.exits().reasons().stream().limit(EXPLAINED).toList();
        lines.add("");
        first.forEach(it -> lines.add(
                it.name() + ": " + (it.known().isEmpty() ? "nothing is known about this reason." : it.known())));
        boolean inside = explanation.levels().stream()
                .anyMatch(level -> level.multiplication().isPresent());
        if (!inside) {
            lines.add("Every exit is one to the KVM of %s, as no KVM runs that machine itself."
                    .formatted(explanation.exits().kernel()));
        }
    }
}
