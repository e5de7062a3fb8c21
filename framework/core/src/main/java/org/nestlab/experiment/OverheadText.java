package org.nestlab.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.internal.text.Csv;
import org.nestlab.machine.Level;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;

/**
 * The overhead table written down: rows L0, L1, L2, columns the metrics, beside each value the difference to the level
 * above with its interval. What is better when it is higher has lost or gained so many per cent; what is better when it
 * is lower, as a latency, is a multiple of what it is at the level above.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OverheadText {

    /** So many metrics stand side by side in plain text; the others follow below. */
    private static final int SIDE_BY_SIDE = 4;

    private static final String UNKNOWN = "?";
    private static final String LEFT_OUT = "n/a";

    private static final List<String> COLUMNS = List.of(
            "tier",
            "metric",
            "unit",
            "better",
            "level",
            "value",
            "difference_percent",
            "low_percent",
            "high_percent",
            "confidence",
            "pairs");

    private OverheadText() {}

    /** For a terminal: aligned, a few metrics side by side. */
    public static String plain(OverheadTable table) {
        StringBuilder text = new StringBuilder(
                "Overhead of each level, %s tier (below each value: how it differs from the level above)%n"
                        .formatted(table.tier()));
        for (int from = 0; from < table.columns().size(); from += SIDE_BY_SIDE) {
            int to = Math.min(from + SIDE_BY_SIDE, table.columns().size());
            text.append(System.lineSeparator())
                    .append(block(table, table.columns().subList(from, to)));
        }
        String legend = legend(table);
        return legend.isEmpty() ? text.toString() : text + System.lineSeparator() + legend + System.lineSeparator();
    }

    private static String block(OverheadTable table, List<Column> columns) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        columns.forEach(column -> head.add(title(column)));
        rows.add(head);
        for (Level level : table.levels()) {
            List<String> values = new ArrayList<>(List.of(level.toString()));
            List<String> differences = new ArrayList<>(List.of(""));
            for (Column column : columns) {
                values.add(value(column, level));
                differences.add(difference(column, level));
            }
            rows.add(values);
            if (differences.stream().anyMatch(text -> !text.isEmpty())) {
                rows.add(differences);
            }
        }
        return aligned(rows);
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** For a pull request or a wiki. */
    public static String markdown(OverheadTable table) {
        StringBuilder text = new StringBuilder("| |");
        table.columns()
                .forEach(column -> text.append(" ")
                        .append(title(column).replace("|", "\\|"))
                        .append(" |"));
        text.append("\n|---|").append("---:|".repeat(table.columns().size())).append('\n');
        for (Level level : table.levels()) {
            text.append("| ").append(level).append(" |");
            for (Column column : table.columns()) {
                String difference = difference(column, level);
                text.append(" ")
                        .append(value(column, level))
                        .append(difference.isEmpty() ? "" : "<br>" + difference)
                        .append(" |");
            }
            text.append('\n');
        }
        String legend = legend(table);
        return legend.isEmpty() ? text.toString() : text + "\n" + legend + "\n";
    }

    /** For a spreadsheet: a line for each metric and level, numbers in full. */
    public static String csv(OverheadTable table) {
        StringBuilder text = new StringBuilder(Csv.row(COLUMNS));
        for (Column column : table.columns()) {
            column.values().forEach((level, value) -> text.append(Csv.row(row(table, column, level, value))));
        }
        return text.toString();
    }

    private static List<String> row(OverheadTable table, Column column, Level level, double value) {
        List<String> row = new ArrayList<>(List.of(
                table.tier().word(),
                column.metric().name(),
                column.metric().unit(),
                column.metric().better().name().toLowerCase(Locale.ROOT),
                level.toString(),
                Double.toString(value)));
        Estimate estimate = column.differences().get(level);
        row.addAll(
                estimate == null
                        ? List.of("", "", "", "", "")
                        : List.of(
                                plain(estimate.ratio()),
                                estimate.bounded() ? plain(estimate.low()) : "",
                                estimate.bounded() ? plain(estimate.high()) : "",
                                Double.toString(estimate.confidence()),
                                Integer.toString(estimate.pairs())));
        return row;
    }

    /** Per cent without the digits that a double has too many: -10 and not -9.999999999999998. */
    private static String plain(double ratio) {
        return BigDecimal.valueOf(percent(ratio))
                .setScale(9, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String title(Column column) {
        return "%s (%s)".formatted(column.metric().name(), column.metric().unit());
    }

    private static String value(Column column, Level level) {
        Double value = column.values().get(level);
        return value == null ? column.leftOut().containsKey(level) ? LEFT_OUT : "-" : number(value);
    }

    /** A measured figure: four digits are more than any of them deserves. */
    public static String number(double value) {
        if (value >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.3f", value);
    }

    private static String difference(Column column, Level level) {
        Estimate estimate = column.differences().get(level);
        return estimate == null ? "" : difference(column.metric(), level, estimate);
    }

    /**
     * How a level differs from the one above it: for example {@code -58.8 % (-60.2 % to -57.1 %)}, where less than 0 is
     * worse; or, of a metric that is better when it is lower, {@code 10.4 × of L0 (9.81 to 11.2)}. It is {@code (?)}
     * instead of an interval where the pairs suffice for none.
     */
    public static String difference(Metric metric, Level level, Estimate estimate) {
        if (metric.better() == Metric.Better.LOWER) {
            return "%s × of L%d (%s)"
                    .formatted(
                            multiple(1 / estimate.ratio()),
                            level.depth() - 1,
                            estimate.bounded()
                                    ? multiple(1 / estimate.high()) + " to " + multiple(1 / estimate.low())
                                    : UNKNOWN);
        }
        return estimate.bounded()
                ? "%s (%s to %s)".formatted(signed(estimate.ratio()), signed(estimate.low()), signed(estimate.high()))
                : "%s (%s)".formatted(signed(estimate.ratio()), UNKNOWN);
    }

    /** Three digits: {@code 10.4}, {@code 1.05}, {@code 0.0123}. */
    private static String multiple(double times) {
        if (times >= 100) {
            return String.format(Locale.ROOT, "%,.0f", times);
        }
        return times >= 0.1
                ? String.format(Locale.ROOT, times >= 10 ? "%.1f" : "%.2f", times)
                : new BigDecimal(times).round(new MathContext(3)).toPlainString();
    }

    /** The legend of the signs that are used; empty where none needs one. */
    private static String legend(OverheadTable table) {
        List<String> lines = new ArrayList<>();
        boolean unknown = table.columns().stream()
                .flatMap(column -> column.differences().values().stream())
                .anyMatch(estimate -> !estimate.bounded());
        if (unknown) {
            lines.add("(%s): too few pairs for an interval".formatted(UNKNOWN));
        }
        lines.addAll(leftOut(table));
        return String.join(System.lineSeparator(), lines);
    }

    /** For example {@code n/a: exit-cpuid.cycles of L1, as an emulated CPU executes cpuid without an exit}. */
    private static List<String> leftOut(OverheadTable table) {
        return table.columns().stream()
                .flatMap(column -> column.leftOut().entrySet().stream()
                        .map(it -> "%s: %s of %s, as %s"
                                .formatted(LEFT_OUT, column.metric().name(), it.getKey(), it.getValue())))
                .toList();
    }

    /**
     * A ratio, for example {@code -58.8 %}; with more digits where it would be the -100 % that nothing measured has.
     */
    public static String signed(double ratio) {
        double percent = percent(ratio);
        for (int digits = 1; digits < 6; digits++) {
            String text = String.format(Locale.ROOT, "%+,." + digits + "f %%", percent);
            if (!text.startsWith("-100.")) {
                return text;
            }
        }
        return "-100 %";
    }

    private static double percent(double ratio) {
        return (ratio - 1) * 100;
    }
}
