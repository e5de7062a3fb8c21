package org.nestlab.verdict;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * One side of a pair.
 *
 * @param value the metric's value, finite and greater than 0
 * @param counts what was counted beside it, for each operation, for example {@code exits}; empty where nothing could be
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Sample(double value, Map<String, Double> counts) {

    public Sample {
        requireValue(value);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    public static Sample of(double value) {
        return new Sample(value, Map.of());
    }

    /**
     * Hands back what can be a sample's value.
     *
     * @throws IllegalArgumentException if it is not finite, or not greater than 0
     */
    public static double requireValue(double value) {
        if (!Double.isFinite(value) || value <= 0) {
            throw new IllegalArgumentException("a value is a number greater than 0, not " + value);
        }
        return value;
    }
}
