package org.nestlab.allure.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What exits cost from run to run, in instructions: a line for each kind, and above each run what changed in it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExactTrendChart {

    private static final int LEFT = 8;
    private static final int RIGHT = Svg.WIDTH - 120;
    private static final int TOP = 30;
    private static final int ROW = 14;
    private static final int HEIGHT = 200;
    private static final int LEAST_GAP = 13;

    private ExactTrendChart() {}

    /**
     * The picture.
     *
     * @param labels what changed in each run, and the kernel for the first run; empty if nothing did
     * @param lines by kind, a figure for each run, null if it was not measured
     */
    public static String svg(String title, List<String> labels, Map<String, List<@Nullable Long>> lines) {
        Svg svg = new Svg();
        svg.text(LEFT, 20, "n-bold", title, Svg.WIDTH - 2 * LEFT);
        int top = changes(svg, labels);
        long most = Math.max(
                1,
                lines.values().stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(1));
        StringBuilder said = new StringBuilder();
        double[] taken = new double[lines.size()];
        int line = 0;
        // The lowest line first: a name that has no room beside its line moves up.
        for (Map.Entry<String, List<@Nullable Long>> entry : lines.entrySet().stream()
                .sorted(Comparator.comparingLong(it -> last(it.getValue())))
                .toList()) {
            taken[line] = draw(svg, entry.getKey(), entry.getValue(), top, most, taken, line, said);
            line++;
        }
        svg.line(LEFT, top + HEIGHT, RIGHT, top + HEIGHT, "n-axis");
        return svg.done(top + HEIGHT + 12, title, said.length() == 0 ? "Nothing was measured." : said.toString());
    }

    private static long last(List<@Nullable Long> figures) {
        return figures.stream().reduce(-1L, (before, figure) -> figure == null ? before : figure);
    }

    private static int changes(Svg svg, List<String> labels) {
        int y = TOP;
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.get(i).isEmpty()) {
                y += ROW;
                double x = x(i, labels.size());
                boolean late = x > Svg.WIDTH / 2.0;
                double room = late ? x - LEFT : Svg.WIDTH - LEFT - x;
                svg.text(x, y, late ? "n-tiny n-end" : "n-tiny", labels.get(i), room)
                        .line(x, y + 3, x, TOP + ROW * (count(labels) + 1) + HEIGHT, "n-change");
            }
        }
        return TOP + ROW * (count(labels) + 1);
    }

    private static int count(List<String> labels) {
        return (int) labels.stream().filter(label -> !label.isEmpty()).count();
    }

    /** @return the position of the line's name */
    private static double draw(
            Svg svg,
            String name,
            List<@Nullable Long> figures,
            int top,
            long most,
            double[] taken,
            int drawn,
            StringBuilder said) {
        Path path = new Path();
        boolean begun = false;
        @Nullable Long last = null;
        for (int i = 0; i < figures.size(); i++) {
            @Nullable Long figure = figures.get(i);
            if (figure == null) {
                begun = false;
                continue;
            }
            double x = x(i, figures.size());
            double y = y(figure, top, most);
            path = begun ? path.line(x, y) : path.move(x, y);
            svg.group("%s, run %d: %s".formatted(name, i + 1, String.format(Locale.ROOT, "%,d", figure)))
                    .rect(x - 2, y - 2, 4, 4, "n-l2")
                    .end();
            begun = true;
            last = figure;
        }
        svg.path(path, "n-line");
        if (last == null) {
            return -1;
        }
        double label = place(y(last, top, most) + 4, taken, drawn);
        String text = String.format(Locale.ROOT, "%s %,d", name, last);
        svg.text(RIGHT + 8, label, "n-tiny", text, Svg.WIDTH - RIGHT - 10);
        said.append(text).append(". ");
        return label;
    }

    /** Names of lines that are close to each other are stacked. */
    private static double place(double wanted, double[] taken, int drawn) {
        double y = wanted;
        for (int again = 0; again < drawn; again++) {
            for (int i = 0; i < drawn; i++) {
                if (Math.abs(taken[i] - y) < LEAST_GAP) {
                    y = taken[i] - LEAST_GAP;
                }
            }
        }
        return y;
    }

    private static double x(int run, int runs) {
        return runs < 2 ? LEFT : LEFT + 4 + (RIGHT - LEFT - 8) * (double) run / (runs - 1);
    }

    private static double y(long figure, int top, long most) {
        return top + HEIGHT - (HEIGHT - 10) * (double) figure / most;
    }
}
