package org.nestlab.verdict;

import java.math.BigDecimal;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How good the subject is beside the reference: Hodges and Lehmann's estimate, and the ratios that the evidence does
 * not rule out.
 *
 * @param ratio the estimate, 1 where both are equally good
 * @param low the lower end of the interval, 0 where nothing is ruled out
 * @param high the upper end, infinite where nothing is ruled out
 * @param confidence of the interval, valid however often one looked, as 0.95
 * @param pairs how many pairs it is made of
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Estimate(double ratio, double low, double high, double confidence, int pairs) {

    /** Whether the pairs suffice for an interval: a few rule out no ratio at all, however alike they are. */
    public boolean bounded() {
        return low > 0 && Double.isFinite(high);
    }

    /** The ratio alone, for example {@code 0.412}. */
    public String ratioText() {
        return text(ratio);
    }

    /**
     * What stands behind the ratio, for example {@code (0.398 to 0.431, 95 %, 9 pairs)} or
     * {@code (5 pairs, too few for an interval)}.
     */
    public String basis() {
        String count = pairs == 1 ? "1 pair" : pairs + " pairs";
        if (!bounded()) {
            return "(%s, too few for an interval)".formatted(count);
        }
        // by decimal text: 0.999 is 99.9 %, and neither 100 % nor 99.90000000000001 %
        BigDecimal percent = BigDecimal.valueOf(confidence).movePointRight(2).stripTrailingZeros();
        return "(%s to %s, %s %%, %s)".formatted(text(low), text(high), percent.toPlainString(), count);
    }

    /** For example {@code 0.412 (0.398 to 0.431, 95 %, 9 pairs)}. */
    @Override
    public String toString() {
        return ratioText() + " " + basis();
    }

    /** Three digits after the point where they say something; a ratio is never shown as 0.000. */
    static String text(double ratio) {
        if (ratio < 0.001 || ratio >= 1e6) {
            return String.format(Locale.ROOT, "%.2e", ratio);
        }
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.4f" : ratio < 100 ? "%.3f" : "%.0f", ratio);
    }
}
