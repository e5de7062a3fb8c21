package org.nestlab.allure.chart;

/** The path of a line in an SVG, to a tenth of a pixel. */
final class Path {

    private final StringBuilder d = new StringBuilder();

    Path move(double x, double y) {
        return to('M', x, y);
    }

    Path line(double x, double y) {
        return to('L', x, y);
    }

    Path close() {
        d.append('Z');
        return this;
    }

    boolean isEmpty() {
        return d.length() == 0;
    }

    private Path to(char command, double x, double y) {
        append(d.append(command), x);
        append(d.append(' '), y);
        return this;
    }

    /** Faster than a format: a long history has a hundred thousand of them. */
    static StringBuilder append(StringBuilder text, double value) {
        if (!(Math.abs(value) < 1e6)) {
            throw new IllegalArgumentException("no place on a picture: " + value);
        }
        long tenths = Math.round(value * 10);
        if (tenths < 0) {
            text.append('-');
        }
        long size = Math.abs(tenths);
        text.append(size / 10);
        if (size % 10 != 0) {
            text.append('.').append(size % 10);
        }
        return text;
    }

    @Override
    public String toString() {
        return d.toString();
    }
}
