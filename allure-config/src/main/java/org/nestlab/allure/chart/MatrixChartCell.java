package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The result of one cell of a matrix.
 *
 * @param worst empty if nothing was measured
 * @param detail how its tests ended, or why there are none
 * @param baseline whether other cells are compared with it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MatrixChartCell(State state, Optional<Worst> worst, String detail, boolean baseline) {

    /** The outcome of a cell, the worst first; the word and the sign show it without colour. */
    public enum State {
        /** A test failed for another reason than a threshold. */
        FAILED("failed", "▲", Mark.INVALID),
        /** What was measured is worse than its threshold. */
        EXCEEDED("exceeded", "✖", Mark.EXCEEDED),
        /** The evidence is not sufficient, or a test was aborted. */
        UNDECIDED("undecided", "◇", Mark.INCONCLUSIVE),
        /** No test of it left a result. */
        NOT_RUN("not run", "–", Mark.NOT_JUDGED),
        /** All tests passed, and all judged metrics are within their limits. */
        WITHIN("within", "✔", Mark.WITHIN),
        /** All tests passed, and nothing was judged. */
        PASSED("passed", "✔", Mark.WITHIN),
        /** The matrix leaves it out. */
        LEFT_OUT("left out", "·", Mark.NOT_JUDGED);

        private final String word;
        private final String sign;
        private final Mark mark;

        State(String word, String sign, Mark mark) {
            this.word = word;
            this.sign = sign;
            this.mark = mark;
        }

        public String word() {
            return word;
        }

        /** For a text that has no pictures. */
        public String sign() {
            return sign;
        }

        Mark mark() {
            return mark;
        }
    }

    /**
     * The metric that is closest to its limit, or farthest beyond it.
     *
     * @param levels for example {@code L2/L1}
     * @param ratio for example {@code 0.412}, or {@code –} if there is none
     * @param verdict for example {@code within}
     * @param limit for example {@code 0.450}; empty if it has none
     */
    public record Worst(String metric, String levels, String ratio, String verdict, String limit) {

        /** For example {@code fio-randread-4k.iops L2/L1 0.412, exceeded (limit 0.450)}. */
        String text() {
            return "%s %s %s, %s%s"
                    .formatted(metric, levels, ratio, verdict, limit.isEmpty() ? "" : " (limit %s)".formatted(limit));
        }
    }

    /** All that is known of it, in words; the first line is its state. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(state.word() + (baseline ? ", the baseline" : ""));
        worst.ifPresent(it -> lines.add("worst: " + it.text()));
        if (!detail.isBlank()) {
            lines.add(detail);
        }
        return lines;
    }
}
