package org.nestlab.exact;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.CostComparison.Judgement;
import org.nestlab.exact.CostComparison.Quantity;
import org.nestlab.machine.Level;

/** Costs of exits for people. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExactText {

    private ExactText() {}

    /** Lines that end with a line feed; the last one is the outcome. */
    public static String of(ExactReport report) {
        StringBuilder text = new StringBuilder();
        for (ExactReport.Part part : report.vendors()) {
            if (!part.comparisons().isEmpty() && !part.baseline().isEmpty()) {
                compared(text, part);
            } else if (part.candidate() != null) {
                text.append(of(Objects.requireNonNull(part.candidate())));
                part.comparisons().stream()
                        .filter(it -> it.judgement() == Judgement.EXCEEDED)
                        .forEach(it -> line(text, "  %s exceeded: %s", it.key(), it.reason()));
            }
            part.notes().forEach(note -> line(text, "  note: %s", note));
            line(text, "%s: %s: %s", part.vendor().word(), part.outcome(), part.reason());
            line(text, "");
        }
        for (Vendor vendor : Vendor.values()) {
            String columns = new CostColumns(report.vendors().stream()
                            .filter(part -> part.vendor() == vendor
                                    && part.comparisons().isEmpty())
                            .flatMap(part -> Optional.ofNullable(part.candidate()).stream())
                            .toList())
                    .text();
            text.append(columns.isEmpty() ? "" : columns + "\n");
        }
        line(text, "%s", report.outcome());
        return text.toString();
    }

    /** All figures of one kernel: instructions of one exit or request at both levels, and exits of L1's KVM for it. */
    public static String of(ExactCosts costs) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s  %s  (%s%s)",
                costs.vendor().word(),
                costs.kernel(),
                costs.identity().emulator(),
                costs.identity().seed() == 1 ? "" : ", seed " + costs.identity().seed());
        exits(text, costs, kinds(costs, false));
        requests(text, costs, kinds(costs, true));
        return text.toString();
    }

    private static List<String> kinds(ExactCosts costs, boolean requests) {
        return costs.costs().keySet().stream()
                .map(CostKey::kind)
                .filter(kind -> CostKey.isRequest(kind) == requests)
                .distinct()
                .toList();
    }

    private static void exits(StringBuilder text, ExactCosts costs, List<String> kinds) {
        if (kinds.isEmpty()) {
            return;
        }
        line(text, "  %-12s %10s %10s %8s %8s %12s %12s", "exit", "L2", "L3", "L3 / L2", "exits", "L3 first", "L3 p90");
        for (String kind : kinds) {
            ExitCost single = costs.costs().get(new CostKey(Level.L2, kind));
            ExitCost nested = costs.costs().get(new CostKey(Level.L3, kind));
            line(
                    text,
                    "  %-12s %10s %10s %8s %8s %12s %12s%s",
                    kind,
                    instructions(kind, single),
                    instructions(kind, nested),
                    times(costs, kind),
                    perOne(nested),
                    nested == null ? "-" : nested.instructions().first(),
                    nested == null ? "-" : nested.instructions().p90(),
                    flaw(Level.L2, single) + flaw(Level.L3, nested));
            reasons(text, "", nested);
        }
    }

    /** A request to L2 has exits of L1's KVM, too. */
    private static void requests(StringBuilder text, ExactCosts costs, List<String> kinds) {
        if (kinds.isEmpty()) {
            return;
        }
        line(
                text,
                "  %-12s %10s %10s %8s %9s %9s %12s %12s",
                "request",
                "L2",
                "L3",
                "L3 / L2",
                "L2 exits",
                "L3 exits",
                "L3 min",
                "L3 p90");
        for (String kind : kinds) {
            ExitCost single = costs.costs().get(new CostKey(Level.L2, kind));
            ExitCost nested = costs.costs().get(new CostKey(Level.L3, kind));
            line(
                    text,
                    "  %-12s %10s %10s %8s %9s %9s %12s %12s%s",
                    kind,
                    instructions(kind, single),
                    instructions(kind, nested),
                    times(costs, kind),
                    perOne(single),
                    perOne(nested),
                    nested == null ? "-" : nested.instructions().min(),
                    nested == null ? "-" : nested.instructions().p90(),
                    flaw(Level.L2, single) + flaw(Level.L3, nested));
            reasons(text, "L2:", single);
            reasons(text, "L3:", nested);
        }
    }

    private static String instructions(String kind, @Nullable ExitCost cost) {
        return cost == null ? "-" : Long.toString(ExactCosts.judged(kind, cost));
    }

    private static String times(ExactCosts costs, String kind) {
        OptionalDouble times = costs.multiplication(kind);
        return times.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", times.getAsDouble());
    }

    private static String perOne(@Nullable ExitCost cost) {
        Exits exits = cost == null ? null : cost.exits();
        return exits == null ? "-" : String.format(Locale.ROOT, "%.2f", exits.perExit());
    }

    private static void reasons(StringBuilder text, String level, @Nullable ExitCost cost) {
        String reasons = ReasonLine.of(cost == null ? null : cost.exits());
        if (!reasons.isEmpty()) {
            line(text, "  %-12s %s", "", (level + " " + reasons).strip());
        }
    }

    private static String flaw(Level level, @Nullable ExitCost cost) {
        return cost == null || cost.isValid() ? "" : "  %s invalid: %s".formatted(level, cost.flaw());
    }

    private static void compared(StringBuilder text, ExactReport.Part part) {
        line(
                text,
                "%s  %s  against  %s",
                part.vendor().word(),
                part.candidate() == null
                        ? ""
                        : "%s (%s)"
                                .formatted(
                                        part.candidate().kernel(),
                                        part.candidate().machine()),
                part.baseline());
        line(text, "  %-16s %-12s %10s %10s %9s", "exit", "", "baseline", "candidate", "change");
        for (CostComparison it : part.comparisons()) {
            if (it.quantity() == Quantity.EXITS && it.baseline() == it.candidate()) {
                reasons(text, part, it.key());
                continue;
            }
            line(
                    text,
                    "  %-16s %-12s %10s %10s %9s%s",
                    it.key(),
                    it.quantity().name().toLowerCase(Locale.ROOT),
                    it.baseline() < 0 ? "-" : it.baseline(),
                    it.candidate() < 0 ? "-" : it.candidate(),
                    Double.isNaN(it.change()) ? "" : String.format(Locale.ROOT, "%+.2f %%", 100 * it.change()),
                    it.judgement() == Judgement.WITHIN
                            ? ""
                            : "  " + it.judgement().name().toLowerCase(Locale.ROOT) + ": " + it.reason());
            if (it.quantity() == Quantity.EXITS) {
                reasons(text, part, it.key());
            }
        }
    }

    /** Of accepted figures reasons are not known: the candidate's alone. */
    private static void reasons(StringBuilder text, ExactReport.Part part, CostKey key) {
        @Nullable Exits after = exits(part.candidate(), key);
        String reasons =
                part.before() == null ? ReasonLine.of(after) : ReasonLine.change(exits(part.before(), key), after);
        if (!reasons.isEmpty()) {
            line(text, "  %-16s %s", "", reasons);
        }
    }

    private static @Nullable Exits exits(@Nullable ExactCosts costs, CostKey key) {
        @Nullable ExitCost cost = costs == null ? null : costs.costs().get(key);
        return cost == null ? null : cost.exits();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
