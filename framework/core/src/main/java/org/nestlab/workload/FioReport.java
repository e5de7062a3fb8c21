package org.nestlab.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What fio says of one job group, read from {@code --output-format=json+}; the fields are described in fio(1), section
 * JSON OUTPUT. Every fio from 3.0 on is read. fio 2 counts bytes in KiB and latencies in µs under the same names, and
 * is refused.
 *
 * @param version for example {@code fio-3.33}
 * @param bytes read or written
 * @param operations how many operations that were
 * @param bytesPerSecond the bandwidth
 * @param runtimeMillis the wall time of the group; {@code job_runtime} would be the sum over its jobs
 * @param p50Nanos completion latency, as are the next two
 */
record FioReport(
        String version,
        double iops,
        double bytesPerSecond,
        double bytes,
        double operations,
        double runtimeMillis,
        double p50Nanos,
        double p99Nanos,
        double p999Nanos) {

    private static final ProgramJson JSON = new ProgramJson("fio");
    /** fio rounds its run time to milliseconds and its bandwidth to what went before; 2 % is far more than both. */
    private static final double AGREE = 0.02;
    /** Some 20 are asked for; a run time that was not asked for must not be walked through. */
    private static final int MOST_WINDOWS = 2_000;
    // fio-3.33, fio-3.42-6-g219f
    private static final Pattern VERSION = Pattern.compile("fio-([0-9]{1,4})\\b.*+");
    private static final int OLDEST = 3;
    private static final int KIB = 1024;
    // { or, if something printed before fio did, fio: this platform does not support process shared mutexes
    private static final Pattern START = Pattern.compile("(?m)^\\{");

    /**
     * Reads the report of a group that only read or only wrote.
     *
     * @param direction {@code read} or {@code write}
     * @param blockSize in bytes
     * @throws InvalidMeasurementException if it is cut short, reports errors, or contradicts itself
     */
    static FioReport parse(String text, String direction, int blockSize) {
        JsonNode root = root(text);
        String version = version(root);
        JsonNode jobs = root.path("jobs");
        if (!jobs.isArray() || jobs.size() != 1) {
            throw new InvalidMeasurementException("fio reports %d jobs; expected 1, as group_reporting sums them up"
                    .formatted(jobs.isArray() ? jobs.size() : 0));
        }
        JsonNode job = jobs.path(0);
        JsonNode error = job.path("error");
        if (!error.isIntegralNumber() || error.bigIntegerValue().signum() != 0) {
            throw new InvalidMeasurementException(
                    "fio reports error %s; expected 0".formatted(Output.end(error.toString())));
        }
        JsonNode side = job.path(direction);
        JsonNode percentile = side.path("clat_ns").path("percentile");
        FioReport report = new FioReport(
                version,
                JSON.number(side, "iops"),
                bytesPerSecond(side),
                JSON.number(side, "io_bytes"),
                JSON.number(side, "total_ios"),
                JSON.number(side, "runtime"),
                JSON.number(percentile, "50.000000"),
                JSON.number(percentile, "99.000000"),
                JSON.number(percentile, "99.900000"));
        report.checkItself(blockSize);
        none(side, "short_ios");
        none(side, "drop_ios");
        return report;
    }

    /** @throws InvalidMeasurementException if the fio is one whose numbers have other units */
    private static String version(JsonNode root) {
        String version = root.path("fio version").asText("unknown");
        Matcher known = VERSION.matcher(version);
        if (known.matches() && Integer.parseInt(known.group(1)) < OLDEST) {
            throw new InvalidMeasurementException(
                    "%s is too old, as its bytes and latencies have other units; expected fio 3.0 or newer"
                            .formatted(Output.end(version)));
        }
        return version;
    }

    /** In bytes since fio 3.2; before it, and beside it since, in KiB. */
    private static double bytesPerSecond(JsonNode side) {
        return side.has("bw_bytes") ? JSON.number(side, "bw_bytes") : JSON.number(side, "bw") * KIB;
    }

    private void checkItself(int blockSize) {
        double seconds = runtimeMillis / 1000;
        Output.agree("fio", "bandwidth", bytesPerSecond, "IOPS × block size", iops * blockSize, AGREE, "B/s");
        Output.agree("fio", "count of bytes", bytes, "operations × block size", operations * blockSize, AGREE, "B");
        Output.agree("fio", "IOPS", iops, "operations ÷ run time", operations / seconds, AGREE, "IOPS");
        if (p50Nanos > p99Nanos || p99Nanos > p999Nanos) {
            throw new InvalidMeasurementException(
                    "fio's latencies fall from percentile to percentile: %.0f, %.0f, %.0f ns"
                            .formatted(p50Nanos, p99Nanos, p999Nanos));
        }
    }

    private static JsonNode root(String text) {
        Matcher start = START.matcher(text);
        return JSON.read(text, start.find() ? start.start() : text.indexOf('{'));
    }

    private static void none(JsonNode side, String name) {
        if (side.path(name).asDouble(0) != 0) {
            throw new InvalidMeasurementException("fio's %s is %s; expected 0"
                    .formatted(name, Output.end(side.path(name).toString())));
        }
    }

    /**
     * The 10th percentile of the IOPS in short windows, so that a disk that stalls now and then shows it. fio writes
     * down each job by itself, one job after the other, and leaves out windows in which nothing was done: those count
     * as one operation, as a metric is greater than 0.
     *
     * @param log fio's {@code write_iops_log}
     * @param stepMillis its {@code log_avg_msec}
     * @throws InvalidMeasurementException if it has fewer than five windows or thousands, or another number of jobs
     */
    static double tenthPercentile(String log, double runtimeMillis, int stepMillis, int jobs) {
        List<List<double[]>> perJob = perJob(log);
        if (perJob.isEmpty()) {
            throw new InvalidMeasurementException(
                    "fio ran for %.0f ms and its log of IOPS is empty; expected a line every %d ms: nothing ran that long on the machine's processors"
                            .formatted(runtimeMillis, stepMillis));
        }
        if (perJob.size() != jobs) {
            throw new InvalidMeasurementException(
                    "fio's log of IOPS has %d jobs; expected %d".formatted(perJob.size(), jobs));
        }
        if (runtimeMillis / stepMillis > MOST_WINDOWS) {
            throw new InvalidMeasurementException("fio ran for %.0f ms, more than %d windows of %d ms"
                    .formatted(runtimeMillis, MOST_WINDOWS, stepMillis));
        }
        List<Double> sums = new ArrayList<>();
        for (double at = 1.5 * stepMillis; at < runtimeMillis - stepMillis; at += stepMillis) {
            double sum = 0;
            for (List<double[]> job : perJob) {
                sum += rateAt(job, at, stepMillis);
            }
            sums.add(Math.max(sum, 1000.0 / stepMillis));
        }
        if (sums.size() < 5) {
            throw new InvalidMeasurementException("fio ran for %.0f ms, %d windows of %d ms; expected 5 or more"
                    .formatted(runtimeMillis, sums.size(), stepMillis));
        }
        sums.sort(Double::compare);
        return sums.get((sums.size() - 1) / 10);
    }

    private static List<List<double[]>> perJob(String log) {
        List<List<double[]>> jobs = new ArrayList<>();
        double last = Double.MAX_VALUE;
        for (String line : (Iterable<String>) log.lines()::iterator) {
            if (line.isBlank()) {
                continue;
            }
            // 139, 35820, 0, 0, 0: ms since the start, IOPS, direction, block size, offset
            String[] fields = line.split(",", 3);
            if (fields.length != 3) {
                throw new InvalidMeasurementException("fio's log of IOPS has the line: " + Output.end(line));
            }
            double at = Output.positive("fio", "time in its log of IOPS", fields[0].strip());
            double rate = Output.positive("fio", "rate in its log of IOPS", fields[1].strip());
            if (at <= last && (jobs.isEmpty() || at < last)) {
                jobs.add(new ArrayList<>());
            }
            jobs.get(jobs.size() - 1).add(new double[] {at, rate});
            last = at;
        }
        return jobs;
    }

    /**
     * The rate of the window that a point of time is in: that of the next line, unless that one is of a later window.
     */
    private static double rateAt(List<double[]> job, double at, int stepMillis) {
        for (double[] entry : job) {
            if (entry[0] >= at) {
                return entry[0] - at <= 1.25 * stepMillis ? entry[1] : 0;
            }
        }
        return 0;
    }
}
