package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nestlab.allure.chart.OverheadChart;
import org.nestlab.experiment.OverheadTable;
import org.nestlab.experiment.OverheadTable.Column;
import org.nestlab.experiment.OverheadText;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Estimate;
import org.nestlab.workload.Metric;

/**
 * What a reader sees first, as a table and as a picture. The rows are the host, L1 and L2, and what is lost between
 * them; the columns are the system index and random reads and writes of 4 KiB.
 */
final class LossTable {

    /** The metrics that stand in if no index was measured; the first one that was measured is shown. */
    private record Figure(String group, String head, List<String> metrics) {

        Optional<Column> in(OverheadTable table) {
            return metrics.stream()
                    .flatMap(name -> column(table, name).stream())
                    .findFirst();
        }

        /** The heading of the column, which names what was measured. */
        String group(Metric metric) {
            return switch (metric.workload()) {
                case "unixbench-quick-single", "unixbench-quick-percpu" -> "System index (UnixBench, in part)";
                case "system-index-single", "system-index-percpu" -> "System index (stress-ng)";
                case "sysbench-cpu-single", "sysbench-cpu-percpu" -> "Arithmetic (sysbench)";
                default -> group;
            };
        }

        private static Optional<Column> column(OverheadTable table, String metric) {
            return table.columns().stream()
                    .filter(it -> it.metric().name().equals(metric))
                    .findFirst();
        }
    }

    private static final String INDEX = "System index (UnixBench)";
    private static final String READS = "4k random read";
    private static final String WRITES = "4k random write";

    private static final List<Figure> FIGURES = List.of(
            new Figure(
                    INDEX,
                    "one copy",
                    List.of(
                            "unixbench-single.index",
                            "unixbench-quick-single.index",
                            "system-index-single.index",
                            "sysbench-cpu-single.events")),
            new Figure(
                    INDEX,
                    "one per CPU",
                    List.of(
                            "unixbench-percpu.index",
                            "unixbench-quick-percpu.index",
                            "system-index-percpu.index",
                            "sysbench-cpu-percpu.events")),
            new Figure(READS, "IOPS", List.of("fio-randread-4k.iops")),
            new Figure(READS, "bandwidth", List.of("fio-randread-4k.bandwidth")),
            new Figure(WRITES, "IOPS", List.of("fio-randwrite-4k.iops")),
            new Figure(WRITES, "bandwidth", List.of("fio-randwrite-4k.bandwidth")));

    /** A column that was measured. */
    private record Shown(String group, String head, Column column) {}

    private final OverheadTable table;
    private final List<Shown> shown;
    private final List<Level> levels;

    private LossTable(OverheadTable all) {
        shown = FIGURES.stream()
                .flatMap(figure -> figure.in(all).stream()
                        .map(column -> new Shown(figure.group(column.metric()), figure.head(), column)))
                .toList();
        table = new OverheadTable(
                all.tier(), all.levels(), shown.stream().map(Shown::column).toList());
        int deepest = table.levels().stream().mapToInt(Level::depth).max().orElse(0);
        levels = IntStream.rangeClosed(0, deepest).mapToObj(Level::new).toList();
    }

    /** The table and its picture; empty if none of its columns was measured. */
    static Optional<String> of(OverheadTable all) {
        LossTable it = new LossTable(all);
        return it.shown.isEmpty() ? Optional.empty() : Optional.of(it.html());
    }

    private String html() {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"losses\"><thead>");
        heads(html);
        html.append("</thead><tbody>\n");
        for (Level level : levels) {
            step(html, level);
            html.append("<tr class=\"level\"><th scope=\"row\">%s</th>".formatted(name(level)));
            shown.forEach(it -> html.append("<td>%s</td>".formatted(value(it.column(), level))));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        notes().forEach(note ->
                html.append("<p class=\"when\">").append(escape(note)).append("</p>\n"));
        return html.append("<figure class=\"first\">")
                .append(OverheadChart.svg(table))
                .append("</figure>\n")
                .toString();
    }

    private void heads(StringBuilder html) {
        html.append("<tr><th rowspan=\"2\" scope=\"col\">Level</th>");
        for (int from = 0; from < shown.size(); ) {
            int first = from;
            int to = (int) shown.stream()
                    .skip(from)
                    .takeWhile(it -> it.group().equals(shown.get(first).group()))
                    .count();
            html.append("<th colspan=\"%d\" scope=\"colgroup\">%s</th>"
                    .formatted(to, escape(shown.get(from).group())));
            from += to;
        }
        html.append("</tr><tr>");
        shown.forEach(it -> html.append("<th scope=\"col\">%s%s</th>".formatted(escape(it.head()), unit(it))));
        html.append("</tr>");
    }

    /** A geometric mean of rates has no unit of its own, so the host's is shown as 100 where it was measured. */
    private static boolean isShareOfHost(Column column) {
        return column.metric().workload().startsWith("system-index-")
                && column.values().containsKey(Level.L0);
    }

    private static String unit(Shown it) {
        String unit =
                isShareOfHost(it.column()) ? "host = 100" : it.column().metric().unit();
        return unit.equals(it.head()) ? "" : " <small>" + escape(unit) + "</small>";
    }

    /** What is lost on the way to a level; empty if no column has it. */
    private void step(StringBuilder html, Level level) {
        if (shown.stream().noneMatch(it -> it.column().differences().containsKey(level))) {
            return;
        }
        html.append("<tr class=\"step\"><th scope=\"row\">L%d → %s</th>".formatted(level.depth() - 1, level));
        for (Shown it : shown) {
            Estimate difference = it.column().differences().get(level);
            html.append("<td>")
                    .append(
                            difference == null
                                    ? "–"
                                    : OverheadTables.broken(
                                            OverheadText.difference(it.column().metric(), level, difference)))
                    .append("</td>");
        }
        html.append("</tr>\n");
    }

    private static String name(Level level) {
        return level + (level.depth() == 0 ? " <small>host</small>" : "");
    }

    private static String value(Column column, Level level) {
        Double value = column.values().get(level);
        if (value == null) {
            return "–";
        }
        Double host = column.values().get(Level.L0);
        return OverheadText.number(host != null && isShareOfHost(column) ? 100 * value / host : value);
    }

    /** How the table is read, what is missing in it, and why. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>(
                List.of("A loss is the median of pairs that were measured side by side, and a level's figure the median"
                        + " of all its visits: the first is not computed from the second."));
        boolean host = shown.stream().anyMatch(it -> it.column().values().containsKey(Level.L0));
        if (!host) {
            notes.add("L0: not measured, as no guest was compared with the host. Measuring the host needs root.");
        } else if (table.tier() == Tier.EMULATED) {
            notes.add("L0 → L1 is the price of emulation on this tier, and says nothing about nesting.");
        }
        if (shown.stream().noneMatch(it -> it.group().startsWith("System index"))) {
            notes.add("System index: not measured. SystemIndexTests measures it by stress-ng,"
                    + " and -Pfull by UnixBench where nestlab.unixbench names its folder.");
        }
        return notes;
    }
}
