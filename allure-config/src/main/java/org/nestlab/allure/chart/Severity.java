package org.nestlab.allure.chart;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/**
 * Which of several figures is the worst: what a headline, the cell of a matrix and the corner of a trend show of them.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Severity {

    private Severity() {}

    /**
     * By verdict, as {@link Verdict#worstFirst} has it, and of equal ones by the margin. What is judged says more than
     * what is not, which comes last.
     *
     * @param margin as {@link #margin}
     */
    public static <T> Comparator<T> worstFirst(Function<T, Optional<Verdict>> verdict, ToDoubleFunction<T> margin) {
        Comparator<T> judgedFirst = Comparator.comparing(it -> verdict.apply(it).isEmpty());
        return judgedFirst
                .thenComparing(it -> verdict.apply(it).orElse(null), Comparator.nullsLast(Verdict.worstFirst()))
                .thenComparingDouble(margin);
    }

    /** How far above its limit; a metric without one is as bad as it is slow. */
    public static double margin(Optional<Estimate> estimate, Optional<Threshold> threshold) {
        double ratio = estimate.map(Estimate::ratio).orElse(Double.POSITIVE_INFINITY);
        return threshold.map(it -> ratio / it.floor()).orElse(ratio);
    }
}
