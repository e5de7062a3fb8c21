package org.nestlab.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Finds where a series of ratios took another level: what annotates a trend, and judges nothing.
 *
 * <p>E-divisive: a window is cut where its two parts differ most, if a permutation test rules out chance, and each
 * part is cut in turn. Windows begin at the last cut, or half a window further where there was none; so the work
 * grows with the length of the series alone. Each cut is then tested again with what lies around it up to its
 * neighbours, and those too small to matter are dropped, the smallest first.
 *
 * <p>The permutation test assumes no distribution of the noise, but exchangeable values where nothing changed: a lab
 * that drifts is marked more often than {@code p} says. It needs values, too: with the defaults no change is seen in
 * fewer than 14, as fewer can be arranged in too few ways, and at the end of thirty it takes four to be believed.
 *
 * <p>Sources: Matteson and James, "A nonparametric approach for multiple change point analysis of multivariate data",
 * JASA 109 (2014); Fleming et al., "Hunter: using change point detection to hunt for performance regressions", ICPE
 * 2023, for the windows and the least magnitude. Hunter asks a t-test, which is quicker, and takes noise for normal.
 *
 * @param window how many values are looked at together
 * @param p how probable, at most, a cut is where nothing changed, for each window
 * @param magnitude the least change that is reported, for example 0.02
 * @param seed of the permutations; equal series have equal changes
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ChangePoints(int window, double p, double magnitude, long seed) {

    /** Windows of 50 values, p of 0.001, and changes of 2 % or more. */
    public static final ChangePoints DEFAULT = new ChangePoints(50, 0.001, 0.02, 1);

    public ChangePoints {
        if (window < 4 * Splits.SHORTEST) {
            throw new IllegalArgumentException(
                    "a window holds %d values or more, not %d".formatted(4 * Splits.SHORTEST, window));
        }
        if (!(p > 0 && p < 1 && magnitude >= 0)) {
            throw new IllegalArgumentException(
                    "expected a probability and a magnitude of 0 or more, not %s and %s".formatted(p, magnitude));
        }
    }

    /**
     * The changes of a series, in order.
     *
     * @param lnRatios the logarithms of ratios, each finite
     */
    public List<ChangePoint> find(double... lnRatios) {
        for (double value : lnRatios) {
            Evidence.requireFinite(value);
        }
        return new Search(lnRatios, new SplittableRandom(seed)).changes();
    }

    private final class Search {

        private final double[] series;
        private final SplittableRandom random;
        private final Map<List<Integer>, Integer> known = new HashMap<>();
        private final int shuffles = (int) Math.round(2 / p) - 1;

        Search(double[] series, SplittableRandom random) {
            this.series = series;
            this.random = random;
        }

        List<ChangePoint> changes() {
            return large(confirmed(candidates()));
        }

        private NavigableSet<Integer> candidates() {
            NavigableSet<Integer> cuts = new TreeSet<>();
            int start = 0;
            while (true) {
                int end = Math.min(start + window, series.length);
                NavigableSet<Integer> here = new TreeSet<>();
                divide(start, end, here);
                cuts.addAll(here);
                if (end == series.length) {
                    return cuts;
                }
                start = here.isEmpty() ? start + window / 2 : here.last();
            }
        }

        private void divide(int from, int to, NavigableSet<Integer> cuts) {
            int cut = cut(from, to);
            if (cut > from) {
                cuts.add(cut);
                divide(from, cut, cuts);
                divide(cut, to, cuts);
            }
        }

        /** Where a segment falls apart, or its begin where it does not. */
        private int cut(int from, int to) {
            return known.computeIfAbsent(List.of(from, to), unused -> test(from, to));
        }

        private int test(int from, int to) {
            if (to - from < 2 * Splits.SHORTEST) {
                return from;
            }
            double[] segment = Arrays.copyOfRange(series, from, to);
            Splits.Split split = Splits.best(segment);
            return Splits.isReal(segment, split, shuffles, random) ? from + split.at() : from;
        }

        /** A window's edge can lie so that a cut is misplaced, or seen twice. */
        private NavigableSet<Integer> confirmed(NavigableSet<Integer> candidates) {
            NavigableSet<Integer> kept = new TreeSet<>();
            for (int candidate : candidates) {
                Integer next = candidates.higher(candidate);
                int from = Math.max(kept.isEmpty() ? 0 : kept.last(), candidate - window / 2);
                int to = Math.min(next == null ? series.length : next, candidate + window / 2);
                int cut = cut(from, to);
                if (cut > from) {
                    kept.add(cut);
                }
            }
            return kept;
        }

        private List<ChangePoint> large(NavigableSet<Integer> cuts) {
            while (true) {
                List<ChangePoint> changes = levels(cuts);
                ChangePoint smallest = changes.stream()
                        .min((a, b) -> Double.compare(Math.abs(a.change()), Math.abs(b.change())))
                        .orElse(null);
                if (smallest == null || Math.abs(smallest.change()) >= magnitude) {
                    return changes;
                }
                cuts.remove(smallest.index());
            }
        }

        private List<ChangePoint> levels(NavigableSet<Integer> cuts) {
            List<ChangePoint> changes = new ArrayList<>();
            int begin = 0;
            for (int cut : cuts) {
                Integer next = cuts.higher(cut);
                changes.add(new ChangePoint(cut, median(begin, cut), median(cut, next == null ? series.length : next)));
                begin = cut;
            }
            return List.copyOf(changes);
        }

        private double median(int from, int to) {
            return Medians.of(Arrays.copyOfRange(series, from, to));
        }
    }
}
