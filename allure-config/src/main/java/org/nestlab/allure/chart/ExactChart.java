package org.nestlab.allure.chart;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What exits cost on one vendor's virtualization, kernel by kernel: for each kind of exit a bar for each kernel, in
 * instructions, with the increase over the previous kernel.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExactChart {

    private static final int LEFT = 8;
    private static final int LABELS = 92;
    private static final int RIGHT = Svg.WIDTH - 118;
    private static final int BAR = 13;
    private static final int GAP = 9;
    private static final List<String> STYLES = List.of("n-l1", "n-l2", "n-l3", "n-l0");

    private final String title;
    private final List<ExactBars> kernels;
    private final Svg svg = new Svg();

    private ExactChart(String title, List<ExactBars> kernels) {
        this.title = title;
        this.kernels = kernels;
    }

    /**
     * The picture.
     *
     * @param title what it shows
     * @param kernels in the order of the bars, the oldest first
     */
    public static String svg(String title, List<ExactBars> kernels) {
        return new ExactChart(title, List.copyOf(kernels)).draw();
    }

    private String draw() {
        svg.text(LEFT, 20, "n-bold", title, Svg.WIDTH - 2 * LEFT);
        int y = legend(40);
        SortedSet<String> kinds = new TreeSet<>();
        kernels.forEach(kernel -> kinds.addAll(kernel.instructions().keySet()));
        long most = Math.max(
                1,
                kernels.stream()
                        .flatMap(kernel -> kernel.instructions().values().stream())
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(1));
        StringBuilder said = new StringBuilder();
        for (String kind : kinds) {
            svg.text(LEFT, y + 10, "n-small", kind, LABELS - LEFT);
            y = bars(kind, y, most, said);
        }
        return svg.done(y + 4, title, said.length() == 0 ? "Nothing was measured." : said.toString());
    }

    private int legend(int top) {
        int y = top;
        for (int i = 0; i < kernels.size(); i++) {
            svg.rect(LEFT, y - 9, 10, 10, style(i))
                    .text(LEFT + 16, y, "n-small", kernels.get(i).kernel(), Svg.WIDTH - LEFT - 24);
            y += 16;
        }
        return y + GAP;
    }

    private int bars(String kind, int top, long most, StringBuilder said) {
        int y = top;
        @Nullable Long before = null;
        for (int i = 0; i < kernels.size(); i++) {
            @Nullable Long value = kernels.get(i).instructions().get(kind);
            String text = value == null ? "not measured" : label(value, before);
            double width = value == null ? 0 : (RIGHT - LABELS) * (double) value / most;
            svg.group("%s, %s: %s".formatted(kind, kernels.get(i).kernel(), text))
                    .rect(LABELS, y, width, BAR - 2, style(i))
                    .text(LABELS + width + 4, y + 10, value == null ? "n-tiny n-dim" : "n-tiny", text)
                    .end();
            said.append("%s on %s: %s. ".formatted(kind, kernels.get(i).kernel(), text));
            before = value == null ? before : value;
            y += BAR;
        }
        return y + GAP;
    }

    private static String label(long value, @Nullable Long before) {
        String change = before == null || before == 0
                ? ""
                : String.format(Locale.ROOT, " (%+.1f %%)", 100.0 * (value - before) / before);
        return String.format(Locale.ROOT, "%,d%s", value, change);
    }

    private static String style(int kernel) {
        return STYLES.get(kernel % STYLES.size());
    }
}
