package org.nestlab.allure.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The colours of all pictures, in light and dark mode. Text is readable on the background, and shapes are visible on
 * it.
 */
enum Colour {
    PAPER("#ffffff", "#15181c", Use.GROUND),
    INK("#1c2024", "#e6e8eb", Use.TEXT),
    DIM("#5b6470", "#a3adb8", Use.TEXT),
    GRID("#dfe3e8", "#2c333b", Use.GROUND),
    BAND("#d5e3f7", "#1f3550", Use.GROUND),
    TOLERANCE("#f7ead9", "#3a2c1c", Use.GROUND),
    L0("#5b6470", "#a3adb8", Use.SHAPE),
    L1("#2563b0", "#74aef5", Use.SHAPE),
    L2("#0f766e", "#4fc3b5", Use.SHAPE),
    L3("#7a4fb5", "#bd9bf0", Use.SHAPE),
    LIMIT("#8a3b12", "#f0a878", Use.TEXT),
    WITHIN("#1a6b35", "#7bd88f", Use.TEXT),
    EXCEEDED("#b3261e", "#ff8a80", Use.TEXT),
    INCONCLUSIVE("#8a4b00", "#ffb74d", Use.TEXT),
    INVALID("#6b3fa0", "#c9a8ff", Use.TEXT),
    STEP("#9c1f6b", "#f28cc4", Use.TEXT);

    /** What a colour must differ from. */
    enum Use {
        /** Lies under text. */
        GROUND,
        /** For text: 4.5 to 1 against the background. */
        TEXT,
        /** For a bar, a line or a mark: 3 to 1. */
        SHAPE
    }

    private final String day;
    private final String night;
    private final Use use;

    Colour(String day, String night, Use use) {
        this.day = day;
        this.night = night;
        this.use = use;
    }

    String day() {
        return day;
    }

    String night() {
        return night;
    }

    Use use() {
        return use;
    }

    /** For {@code fill} and {@code stroke} in a style sheet. */
    String css() {
        return "var(--" + word() + ")";
    }

    private String word() {
        return "n-" + name().toLowerCase(Locale.ROOT);
    }

    /** The variables, for both. */
    static String variables() {
        return ".n-chart{%s}@media (prefers-color-scheme:dark){.n-chart{%s}}"
                .formatted(variables(Colour::day), variables(Colour::night));
    }

    private static String variables(Function<Colour, String> value) {
        return Arrays.stream(values())
                .map(colour -> "--" + colour.word() + ":" + value.apply(colour))
                .collect(Collectors.joining(";"));
    }
}
