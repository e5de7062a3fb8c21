package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps a quantity to a position in the picture, linearly, or by equal ratios if the quantities are too far apart for
 * that.
 *
 * @param low the smallest quantity; greater than 0 if {@code ratios}
 * @param high the largest, greater than {@code low}
 * @param ratios whether equal ratios have equal distances
 * @param from the position of the smallest
 * @param to the position of the largest; less than {@code from} if the axis goes up
 */
record Scale(double low, double high, boolean ratios, double from, double to) {

    /** If the largest quantity exceeds the smallest by this factor, the smallest is invisible. */
    static final double TOO_FAR = 20;

    /** Smaller quantities are at the end of the axis. */
    private static final double MOST_FACTORS = 1e12;
    /** No measured quantity is larger, and a double has room for its powers. */
    private static final double ABSURD = 1e100;

    Scale {
        if (!(low < high) || !Double.isFinite(high - low) || (ratios && low <= 0)) {
            throw new IllegalArgumentException("no axis from %s to %s".formatted(low, high));
        }
    }

    /** An axis that separates quantities greater than 0, with some space beyond them. */
    static Scale around(double least, double greatest, double from, double to) {
        double high = Math.max(1 / ABSURD, Math.min(ABSURD, greatest));
        double low = Math.max(high / MOST_FACTORS, Math.min(high, least));
        if (high / low > TOO_FAR) {
            double room = Math.pow(high / low, 0.06);
            return new Scale(low / room, high * room, true, from, to);
        }
        double room = Math.max((high - low) * 0.08, high * 0.01);
        return new Scale(Math.max(0, low - room), high + room, false, from, to);
    }

    /** The position of a quantity; a quantity beyond the axis is at its end. */
    double at(double quantity) {
        double inside = Math.max(low, Math.min(high, quantity));
        double share = ratios ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
        return from + share * (to - from);
    }

    /** Round quantities on the axis, at most so many. */
    List<Double> ticks(int most) {
        return ratios ? powers(most) : even(most);
    }

    private List<Double> even(int most) {
        double step = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
        for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
            if (Math.floor(high / (step * factor)) - Math.ceil(low / (step * factor)) + 1 <= most) {
                step *= factor;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** 1, 2 and 5 times each power of ten if they fit, or else each power, or else every second, third … power. */
    private List<Double> powers(int most) {
        List<Double> ticks = tens(new double[] {1, 2, 5}, 1);
        for (int every = 1; ticks.size() > most; every++) {
            ticks = tens(new double[] {1}, every);
        }
        return ticks;
    }

    private List<Double> tens(double[] factors, int every) {
        List<Double> ticks = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(low));
        for (int power = first; power <= Math.log10(high); power++) {
            for (double factor : factors) {
                // a division is exact where a multiplication by 0.01 is not
                double tick = power < 0 ? factor / Math.pow(10, -power) : factor * Math.pow(10, power);
                if (Math.floorMod(power, every) == 0 && tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
