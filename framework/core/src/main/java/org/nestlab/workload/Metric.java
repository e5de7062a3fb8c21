package org.nestlab.workload;

import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/**
 * A quantity that a workload measures. Its values are finite and greater than zero, so that two of them have a ratio.
 *
 * @param name unique among all metrics, for example {@code fio-randread-4k.iops}: small letters, digits, dots and
 *     dashes; thresholds and the history know the metric by it
 * @param unit for example {@code IOPS}, {@code MiB/s} or {@code µs}
 * @param better which way is better
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Metric(String name, String unit, Better better) {

    /** Which way is better. */
    public enum Better {
        /** More is better, for example operations in a second. */
        HIGHER,
        /** Less is better, for example a latency. */
        LOWER
    }

    // fio-randread-4k.iops; compiled once, as a report reads tens of thousands of metrics
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");

    public Metric {
        if (!isName(name)) {
            throw new LabConfigurationException(
                    "'%s' is not a valid metric name; expected small letters, digits, dots and dashes, like fio-randread-4k.iops"
                            .formatted(name));
        }
    }

    /** A metric of which more is better. */
    public static Metric higherIsBetter(String name, String unit) {
        return new Metric(name, unit, Better.HIGHER);
    }

    /** A metric of which less is better. */
    public static Metric lowerIsBetter(String name, String unit) {
        return new Metric(name, unit, Better.LOWER);
    }

    /** Whether a text could be a metric's or a workload's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The workload's part of the name, for example {@code fio-randread-4k} of {@code fio-randread-4k.iops}; the whole
     * name where it has no dot.
     */
    public String workload() {
        int dot = name.lastIndexOf('.');
        return dot < 1 ? name : name.substring(0, dot);
    }

    /** What of the workload it measures, for example {@code iops}; the whole name where it has no dot. */
    public String quantity() {
        int dot = name.lastIndexOf('.');
        return dot < 1 || dot + 1 == name.length() ? name : name.substring(dot + 1);
    }

    /**
     * The logarithm of how good the subject is beside the reference: 0 where they are equal, less than 0 where the
     * subject is worse, whichever way is better.
     */
    public double lnRatio(double subject, double reference) {
        double ln = Math.log(subject / reference);
        return better == Better.HIGHER ? ln : -ln;
    }
}
