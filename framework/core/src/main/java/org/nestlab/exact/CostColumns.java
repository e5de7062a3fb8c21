package org.nestlab.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Figures of several machines side by side: instructions of one exit or request, then exits of L1's KVM for one of L3,
 * and for each request. A column is a machine, and a row an exit or a request.
 *
 * @param columns those of one vendor's virtualization, in the order of the columns
 */
record CostColumns(List<ExactCosts> columns) {

    private static final int NAME = 24;
    private static final int WIDTH = 14;
    /** A longer release is cut at its end, which has the flavour. */
    private static final int MOST = WIDTH - 2;

    CostColumns {
        columns = List.copyOf(columns);
    }

    /** Lines that end with a line feed; empty for fewer than two machines. */
    String text() {
        if (columns.size() < 2) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        row(text, columns.get(0).vendor().word(), each(costs -> cut(costs.kernel())));
        row(text, "L1's mitigations", each(costs -> costs.machine().mitigations() ? "default" : "off"));
        SortedSet<CostKey> keys = new TreeSet<>();
        columns.forEach(costs -> keys.addAll(costs.costs().keySet()));
        for (CostKey key : keys) {
            row(
                    text,
                    key.toString(),
                    each(costs -> costs.of(key)
                            .map(cost -> mark(cost, Long.toString(ExactCosts.judged(key.kind(), cost))))
                            .orElse("-")));
        }
        for (CostKey key : keys) {
            if (key.nested() || CostKey.isRequest(key.kind())) {
                row(text, "exits for " + key, each(costs -> exits(costs, key)));
            }
        }
        return text.toString();
    }

    private static String exits(ExactCosts costs, CostKey key) {
        return costs.of(key)
                .flatMap(cost -> cost.exits().map(exits -> mark(cost, Long.toString(exits.whole()))))
                .orElse("-");
    }

    /** A question mark says that the figure cannot be trusted. */
    private static String mark(ExitCost cost, String figure) {
        return cost.isValid() ? figure : figure + "?";
    }

    private List<String> each(Function<ExactCosts, String> cell) {
        return columns.stream().map(cell).toList();
    }

    private static String cut(String release) {
        return release.length() <= MOST ? release : release.substring(0, MOST);
    }

    private static void row(StringBuilder text, String name, List<String> cells) {
        List<Object> values = new ArrayList<>(List.of(name));
        values.addAll(cells);
        String format = "  %-" + NAME + "s" + (" %" + WIDTH + "s").repeat(cells.size());
        text.append(String.format(Locale.ROOT, format, values.toArray()).stripTrailing())
                .append('\n');
    }
}
