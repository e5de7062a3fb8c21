package org.nestlab.allure.report;

import java.util.Arrays;

/** How a test ended, in Allure's words; the order is that of the page. */
enum TestStatus {
    FAILED("failed", "✖"),
    BROKEN("broken", "▲"),
    UNKNOWN("unknown", "?"),
    SKIPPED("skipped", "–"),
    PASSED("passed", "✔");

    private final String word;
    private final String shape;

    TestStatus(String word, String shape) {
        this.word = word;
        this.shape = shape;
    }

    String word() {
        return word;
    }

    /** A sign that distinguishes it without colour. */
    String shape() {
        return shape;
    }

    boolean isBad() {
        return this == FAILED || this == BROKEN || this == UNKNOWN;
    }

    static TestStatus of(String word) {
        return Arrays.stream(values())
                .filter(v -> v.word.equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
