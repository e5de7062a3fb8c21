package org.nestlab.verdict;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How Mann and Whitney's U is distributed where the two samples are of one continuous distribution: every choice of
 * ranks is equally likely.
 */
final class RankCounts {

    /** What was asked for before: boots are compared by the same few numbers of them again and again. */
    private static final Map<Question, Integer> ANSWERED = new ConcurrentHashMap<>();

    private record Question(int m, int n, double risk) {}

    private RankCounts() {}

    /**
     * The largest k such that P(U &lt; k) is at most the risk; 0 where even the most extreme order is likelier than
     * that.
     *
     * @param m how many values the one sample has, 1 or more
     * @param n how many the other has
     */
    static int ruledOut(int m, int n, double risk) {
        return ANSWERED.computeIfAbsent(new Question(m, n, risk), RankCounts::answer);
    }

    private static int answer(Question question) {
        double[] counts = counts(question.m(), question.n());
        double all = 0;
        for (double count : counts) {
            all += count;
        }
        double below = 0;
        int k = 0;
        while (k < counts.length && below + counts[k] <= question.risk() * all) {
            below += counts[k];
            k++;
        }
        return k;
    }

    /** For each U in how many ways m of the ranks 1 to m + n come to it. */
    private static double[] counts(int m, int n) {
        double[][] chosen = new double[m + 1][m * n + 1];
        chosen[0][0] = 1;
        for (int rank = 1; rank <= m + n; rank++) {
            for (int k = Math.min(m, rank); k >= 1; k--) {
                // The k-th smallest of the chosen has this rank: so many of the others are below it, and no more below
                // the rest.
                int below = rank - k;
                for (int u = below; u <= Math.min(m * n, k * below); u++) {
                    chosen[k][u] += chosen[k - 1][u - below];
                }
            }
        }
        return chosen[m];
    }
}
