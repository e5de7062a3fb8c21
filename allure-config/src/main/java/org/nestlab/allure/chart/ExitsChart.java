package org.nestlab.allure.chart;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What guests exit for while a workload runs: for each guest a bar for each reason, by how often an operation of the
 * workload ends in it, or by its count where the workload counts no operations.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExitsChart {

    private static final int LEFT = 8;
    private static final int LABELS = 150;
    private static final int RIGHT = Svg.WIDTH - 150;
    private static final int BAR = 17;
    private static final int GAP = 20;
    /** The rest is one bar. */
    private static final int MOST_BARS = 9;

    private final String target;
    private final Svg svg = new Svg();
    private final StringBuilder said = new StringBuilder();

    private ExitsChart(String target) {
        this.target = target;
    }

    /**
     * The picture.
     *
     * @param target for example {@code L2:fio-randread-4k}
     * @param guests the one that runs the workload first
     */
    public static String svg(String target, List<ExitBars> guests) {
        return new ExitsChart(target).draw(guests);
    }

    private String draw(List<ExitBars> guests) {
        svg.text(LEFT, 20, "n-bold", target + ", exits by reason", Svg.WIDTH - 2 * LEFT);
        int y = 42;
        for (ExitBars guest : guests) {
            y = guest(guest, y);
        }
        return svg.done(
                y, "Exits by reason of " + target, said.length() == 0 ? "Nothing was counted." : said.toString());
    }

    private int guest(ExitBars guest, int top) {
        long all = guest.reasons().stream().mapToLong(ExitBars.Bar::count).sum();
        long most =
                guest.reasons().stream().mapToLong(ExitBars.Bar::count).max().orElse(0);
        String title = all == 0 ? guest.title() + ": none" : guest.title();
        svg.text(LEFT, top, "n-small n-dim", title, Svg.WIDTH - 2 * LEFT);
        said.append(title).append(". ");
        boolean cut = guest.reasons().size() > MOST_BARS;
        List<ExitBars.Bar> shown = cut ? guest.reasons().subList(0, MOST_BARS - 1) : guest.reasons();
        int y = top + 8;
        for (ExitBars.Bar bar : shown) {
            y = bar(guest, bar, all, most, y);
        }
        if (cut) {
            List<ExitBars.Bar> rest =
                    guest.reasons().subList(MOST_BARS - 1, guest.reasons().size());
            ExitBars.Bar others = new ExitBars.Bar(
                    rest.size() + " others",
                    rest.stream().mapToLong(ExitBars.Bar::count).sum(),
                    rest.stream().mapToDouble(ExitBars.Bar::perOperation).sum());
            y = bar(guest, others, all, Math.max(most, others.count()), y);
        }
        return y + GAP;
    }

    private int bar(ExitBars guest, ExitBars.Bar bar, long all, long most, int top) {
        double width = most == 0 ? 0 : (RIGHT - LABELS) * (double) bar.count() / most;
        String figure = figure(bar, all);
        String told = "%s: %s, %s".formatted(bar.reason(), figure, Figures.tick((double) bar.count()));
        svg.text(LEFT, top + 11, "n-small", bar.reason(), LABELS - LEFT - 24)
                .group(told)
                .rect(LABELS, top, width, BAR - 4, "n-l" + Math.min(3, guest.depth()))
                .text(LABELS + width + 5, top + 11, "n-tiny", figure)
                .end();
        said.append(told).append(". ");
        return top + BAR;
    }

    private static String figure(ExitBars.Bar bar, long all) {
        double share = all == 0 ? 0 : 100.0 * bar.count() / all;
        return bar.perOperation() > 0
                ? String.format(Locale.ROOT, "%.3g an operation, %.1f %%", bar.perOperation(), share)
                : String.format(Locale.ROOT, "%,d, %.1f %%", bar.count(), share);
    }
}
