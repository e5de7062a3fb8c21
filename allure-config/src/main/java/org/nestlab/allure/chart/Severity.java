package org.nestlab.allure.chart;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.nestlab.verdict.Estimate;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/** Decides which of several figures is the worst, for a headline, the cell of a matrix and the corner of a trend. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Severity {

    private Severity() {}

    /**
     * By verdict, as in {@link Verdict#worstFirst}, and then by the margin. Figures that are not judged come last.
     *
     * @param margin as {@link #margin}
     */
    public static <T> Comparator<T> worstFirst(Function<T, Optional<Verdict>> verdict, ToDoubleFunction<T> margin) {
        Comparator<T> judgedFirst = Comparator.comparing(it -> verdict.apply(it).isEmpty());
        return judgedFirst
                .thenComparing(it -> verdict.apply(it).orElse(null), Comparator.nullsLast(Verdict.worstFirst()))
                .thenComparingDouble(margin);
    }

    /** How far a figure is above its limit; a metric without a limit is rated by its ratio. */
    public static double margin(Optional<Estimate> estimate, Optional<Threshold> threshold) {
        double ratio = estimate.map(Estimate::ratio).orElse(Double.POSITIVE_INFINITY);
        return threshold.map(it -> ratio / it.floor()).orElse(ratio);
    }
}
