package org.nestlab.exact;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
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
            if (!part.comparisons().isEmpty() && part.baseline().isPresent()) {
                compared(text, part, part.baseline().get());
            } else if (part.candidate().isPresent()) {
                text.append(of(part.candidate().get()));
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
                            .flatMap(part -> part.candidate().stream())
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
        return Optional.ofNullable(cost)
                .flatMap(ExitCost::exits)
                .map(exits -> String.format(Locale.ROOT, "%.2f", exits.perExit()))
                .orElse("-");
    }

    private static void reasons(StringBuilder text, String level, @Nullable ExitCost cost) {
        String reasons = ReasonLine.of(byReason(Optional.ofNullable(cost)));
        if (!reasons.isEmpty()) {
            line(text, "  %-12s %s", "", (level + " " + reasons).strip());
        }
    }

    private static String flaw(Level level, @Nullable ExitCost cost) {
        return Optional.ofNullable(cost)
                .flatMap(ExitCost::flaw)
                .map(flaw -> "  %s invalid: %s".formatted(level, flaw))
                .orElse("");
    }

    private static void compared(StringBuilder text, ExactReport.Part part, String baseline) {
        line(
                text,
                "%s  %s  against  %s",
                part.vendor().word(),
                part.candidate()
                        .map(it -> "%s (%s)".formatted(it.kernel(), it.machine()))
                        .orElse(""),
                baseline);
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

    /** The reasons of accepted figures are not known, so the candidate's are shown alone. */
    private static void reasons(StringBuilder text, ExactReport.Part part, CostKey key) {
        SortedMap<String, Double> after = byReason(part.candidate().flatMap(costs -> costs.of(key)));
        String reasons = part.before()
                .map(before -> ReasonLine.change(byReason(before.of(key)), after))
                .orElseGet(() -> ReasonLine.of(after));
        if (!reasons.isEmpty()) {
            line(text, "  %-16s %s", "", reasons);
        }
    }

    private static SortedMap<String, Double> byReason(Optional<ExitCost> cost) {
        return cost.flatMap(ExitCost::exits).map(Exits::byReason).orElseGet(Collections::emptySortedMap);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
