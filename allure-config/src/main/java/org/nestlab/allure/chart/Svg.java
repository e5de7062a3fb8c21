package org.nestlab.allure.chart;

import static org.nestlab.allure.chart.Markup.escape;

/**
 * Writes a picture that can be a file or part of a page: its styles apply to nothing else on the page. The height is
 * set last, because it depends on the content of most pictures.
 */
final class Svg {

    /** The width of all pictures: two fit side by side on a desktop, and on a phone the letters are still readable. */
    static final int WIDTH = 480;

    private static final String STYLE = Colour.variables()
            + ".n-chart{font:13px system-ui,-apple-system,'DejaVu Sans',sans-serif}"
            + ".n-chart text{fill:var(--n-ink)}.n-chart .n-small{font-size:12px}.n-chart .n-tiny{font-size:11px}.n-chart .n-dim{fill:var(--n-dim)}"
            + ".n-chart .n-bold{font-weight:600}.n-chart .n-end{text-anchor:end}.n-chart .n-mid{text-anchor:middle}"
            + ".n-chart .n-paper{fill:var(--n-paper)}.n-chart .n-hit{fill:transparent}"
            + ".n-chart .n-grid{stroke:var(--n-grid);fill:none}.n-chart .n-axis{stroke:var(--n-dim);fill:none}"
            + ".n-chart .n-band{fill:var(--n-band);fill-opacity:.75}"
            + ".n-chart .n-lost{fill:none;stroke:var(--n-dim);stroke-dasharray:3 2}"
            + ".n-chart .n-whisker{fill:none;stroke:var(--n-ink);stroke-width:1.2}"
            + ".n-chart .n-whisker-halo{fill:none;stroke:var(--n-paper);stroke-width:3.5}"
            + ".n-chart .n-line{fill:none;stroke:var(--n-dim);stroke-width:1.5;stroke-linejoin:round}"
            + ".n-chart .n-thin{stroke-width:.8}.n-chart .n-gap{stroke-dasharray:2 4}"
            + ".n-chart .n-limit{fill:none;stroke:var(--n-limit);stroke-width:1.5;stroke-dasharray:6 3}"
            + ".n-chart .n-limit-text{fill:var(--n-limit)}"
            + ".n-chart .n-change{fill:none;stroke:var(--n-dim);stroke-dasharray:2 2}.n-chart .n-change-mark{fill:var(--n-dim)}"
            + ".n-chart .n-step{fill:none;stroke:var(--n-step);stroke-width:1.5}.n-chart .n-step-text{fill:var(--n-step)}"
            + ".n-chart .n-l0{fill:var(--n-l0)}.n-chart .n-l1{fill:var(--n-l1)}.n-chart .n-l2{fill:var(--n-l2)}"
            + ".n-chart .n-l3{fill:var(--n-l3)}"
            + ".n-chart .n-subject{fill:var(--n-l2)}.n-chart .n-ratio{fill:var(--n-ink)}"
            + ".n-chart .n-reference{fill:var(--n-paper);stroke:var(--n-l1);stroke-width:1.6}"
            + ".n-chart .n-carried{fill:var(--n-grid);opacity:.5}"
            + ".n-chart .n-for{fill:none;stroke:var(--n-within);stroke-width:1.6}.n-chart .n-for-text{fill:var(--n-within)}"
            + ".n-chart .n-against{fill:none;stroke:var(--n-exceeded);stroke-width:1.6}"
            + ".n-chart .n-against-text{fill:var(--n-exceeded)}"
            + ".n-chart .n-wanted{stroke-width:1.2;stroke-dasharray:6 3}"
            + ".n-chart .n-tolerance{fill:var(--n-tolerance)}"
            + ".n-chart .n-halo{paint-order:stroke;stroke:var(--n-paper);stroke-width:3px;stroke-linejoin:round}"
            + Mark.styles();

    private final StringBuilder body = new StringBuilder(4096);

    /** Opens a group that ends with {@link #end}, with a tooltip. */
    Svg group(String told) {
        body.append("<g><title>").append(escape(told)).append("</title>");
        return this;
    }

    Svg end() {
        body.append("</g>");
        return this;
    }

    Svg rect(double x, double y, double width, double height, String style) {
        body.append("<rect x=\"");
        number(x).append("\" y=\"");
        number(y).append("\" width=\"");
        number(width).append("\" height=\"");
        number(height);
        return styled(style);
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        body.append("<line x1=\"");
        number(x1).append("\" y1=\"");
        number(y1).append("\" x2=\"");
        number(x2).append("\" y2=\"");
        number(y2);
        return styled(style);
    }

    /** An empty path is left out. */
    Svg path(Path path, String style) {
        if (path.isEmpty()) {
            return this;
        }
        body.append("<path d=\"").append(path);
        return styled(style);
    }

    Svg text(double x, double y, String style, String text) {
        body.append("<text x=\"");
        number(x).append("\" y=\"");
        number(y);
        if (!style.isEmpty()) {
            body.append("\" class=\"").append(style);
        }
        body.append("\">").append(escape(text)).append("</text>");
        return this;
    }

    /** Cut if it is too wide, with the whole text in a tooltip. */
    Svg text(double x, double y, String style, String text, double room) {
        String shown = Figures.cut(text, room);
        return shown.equals(text)
                ? text(x, y, style, text)
                : group(text).text(x, y, style, shown).end();
    }

    private Svg styled(String style) {
        body.append("\" class=\"").append(style).append("\"/>");
        return this;
    }

    private StringBuilder number(double value) {
        return Path.append(body, value);
    }

    /**
     * The whole picture.
     *
     * @param title what it shows, in a few words
     * @param description what it shows, for screen readers
     */
    String done(int height, String title, String description) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"n-chart\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                        .formatted(WIDTH, height, WIDTH, height)
                + "<title>" + escape(title) + "</title><desc>" + escape(description) + "</desc><style>" + STYLE
                + "</style>" + "<rect width=\"%d\" height=\"%d\" class=\"n-paper\"/>".formatted(WIDTH, height) + body
                + "</svg>\n";
    }
}
