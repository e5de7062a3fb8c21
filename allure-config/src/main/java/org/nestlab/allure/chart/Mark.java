package org.nestlab.allure.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A verdict's shape and colour, each of which distinguishes it from the others. */
enum Mark {
    WITHIN("within", Colour.WITHIN, true),
    EXCEEDED("exceeded", Colour.EXCEEDED, false),
    INCONCLUSIVE("inconclusive", Colour.INCONCLUSIVE, false),
    INVALID("invalid", Colour.INVALID, false),
    NOT_JUDGED("not judged", Colour.DIM, false);

    // a long history needs tens of thousands
    private static final Map<String, Mark> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(mark -> mark.word, mark -> mark));

    private final String word;
    private final Colour colour;
    private final boolean filled;

    Mark(String word, Colour colour, boolean filled) {
        this.word = word;
        this.colour = colour;
        this.filled = filled;
    }

    static Mark of(String word) {
        return BY_WORD.getOrDefault(word, NOT_JUDGED);
    }

    String word() {
        return word;
    }

    /** Whether it fails a test in any case. */
    boolean isBad() {
        return this == EXCEEDED || this == INVALID;
    }

    /** A text in the same colour. */
    String textStyle() {
        return "n-t-" + key();
    }

    void draw(Svg svg, double x, double y) {
        svg.path(shape(x, y), "n-m-" + key());
    }

    private Path shape(double x, double y) {
        return switch (this) {
            case WITHIN -> octagon(x, y, 3.6);
            case NOT_JUDGED -> octagon(x, y, 2.8);
            case EXCEEDED ->
                new Path()
                        .move(x - 4.2, y - 4.2)
                        .line(x + 4.2, y + 4.2)
                        .move(x - 4.2, y + 4.2)
                        .line(x + 4.2, y - 4.2);
            case INCONCLUSIVE ->
                new Path()
                        .move(x, y - 5)
                        .line(x + 5, y)
                        .line(x, y + 5)
                        .line(x - 5, y)
                        .close();
            case INVALID ->
                new Path()
                        .move(x - 4, y - 4)
                        .line(x + 4, y - 4)
                        .line(x + 4, y + 4)
                        .line(x - 4, y + 4)
                        .close()
                        .move(x - 4, y + 4)
                        .line(x + 4, y - 4);
        };
    }

    /** As round as is visible at this size. */
    static Path octagon(double x, double y, double radius) {
        Path path = new Path();
        for (int corner = 0; corner < 8; corner++) {
            double angle = (corner + 0.5) * Math.PI / 4;
            double cx = x + radius * Math.cos(angle);
            double cy = y + radius * Math.sin(angle);
            if (corner == 0) {
                path.move(cx, cy);
            } else {
                path.line(cx, cy);
            }
        }
        return path.close();
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String styles() {
        return Arrays.stream(values())
                .map(mark -> ".n-chart .n-m-%s{fill:%s;stroke:%s;stroke-width:%s}.n-chart .n-t-%s{fill:%s}"
                        .formatted(
                                mark.key(),
                                mark.filled ? mark.colour.css() : mark == EXCEEDED ? "none" : Colour.PAPER.css(),
                                mark.colour.css(),
                                mark == EXCEEDED ? "2.6" : mark.filled ? "0" : "1.6",
                                mark.key(),
                                mark.colour.css()))
                .collect(Collectors.joining());
    }
}
