package org.nestlab.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * What {@code iperf3 -J} says of one stream at its end, as the receiver counted it.
 *
 * @param version for example {@code 3.12}
 */
record Iperf3Report(String version, double bitsPerSecond, double bytes, double seconds) {

    private static final ProgramJson JSON = new ProgramJson("iperf3");
    // "version":	"iperf 3.12",
    private static final Pattern VERSION = Pattern.compile("iperf [0-9.]{1,20}[^\\s]{0,20}");
    private static final double AGREE = 0.01;

    /** @throws InvalidMeasurementException if it is cut short, reports an error, or contradicts itself */
    static Iperf3Report parse(String text) {
        JsonNode root = JSON.read(text, text.indexOf('{'));
        JsonNode error = root.path("error");
        if (!error.isMissingNode()) {
            // "error":	"error - unable to connect to server: Connection refused"
            throw new InvalidMeasurementException("iperf3 failed: " + Output.end(error.asText()));
        }
        // "sum_received": {"start": 0, "end": 2.001, "seconds": 2.0006, "bytes": 91226112, "bits_per_second": …
        JsonNode sum = root.path("end").path("sum_received");
        String version = root.path("start").path("version").asText("");
        Iperf3Report report = new Iperf3Report(
                VERSION.matcher(version).matches() ? version.substring("iperf ".length()) : "unknown",
                JSON.number(sum, "bits_per_second"),
                JSON.number(sum, "bytes"),
                JSON.number(sum, "seconds"));
        Output.agree(
                "iperf3",
                "throughput",
                report.bitsPerSecond,
                "bytes ÷ run time",
                report.bytes * 8 / report.seconds,
                AGREE,
                "bit/s");
        return report;
    }
}
