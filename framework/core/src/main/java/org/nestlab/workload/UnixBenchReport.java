package org.nestlab.workload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One section of what UnixBench 5 or 6 prints: a machine with several CPUs gives one for each number of copies, one
 * with a single CPU gives one section.
 *
 * @param version for example {@code 6.0.0}
 * @param index the index score: the geometric mean of the tests against a SPARCstation 20-61
 */
record UnixBenchReport(String version, double index) {

    //    BYTE UNIX Benchmarks (Version 6.0.0)
    private static final Pattern VERSION = Pattern.compile("BYTE UNIX Benchmarks \\(Version (([0-9]{1,4})[0-9.]*+)");
    private static final int OLDEST = 5;
    // 2 CPUs in system; running 1 parallel copy of tests
    private static final Pattern SECTION =
            Pattern.compile("(?m)^\\d++ CPUs? in system; running (\\d{1,9}) parallel cop(?:y|ies) of tests");
    // System Benchmarks Index Score (Partial Only)                          704.1
    private static final Pattern SCORE =
            Pattern.compile("(?m)^System Benchmarks Index Score( \\(Partial Only\\))?[ \t]++(\\S++)");

    /**
     * Reads the section of that many copies.
     *
     * @param partial whether only some of the tests were asked for
     * @throws InvalidMeasurementException if it is not there, has no score, or one of other tests than were asked for,
     *     or the version is older than 5
     */
    static UnixBenchReport parse(String text, int copies, boolean partial) {
        Matcher version = VERSION.matcher(text);
        boolean known = version.find();
        if (known && Integer.parseInt(version.group(2)) < OLDEST) {
            throw new InvalidMeasurementException(
                    "UnixBench %s is too old, as it has no sections of copies; expected 5.1 or newer"
                            .formatted(version.group(1)));
        }
        return new UnixBenchReport(known ? version.group(1) : "unknown", index(section(text, copies), copies, partial));
    }

    private static String section(String text, int copies) {
        Matcher matcher = SECTION.matcher(text);
        int from = -1;
        while (matcher.find()) {
            if (from >= 0) {
                return text.substring(from, matcher.start());
            }
            if (Integer.parseInt(matcher.group(1)) == copies) {
                from = matcher.end();
            }
        }
        if (from < 0) {
            throw new InvalidMeasurementException("UnixBench's output has no section of %d %s; it ends with: %s"
                    .formatted(copies, copies == 1 ? "copy" : "copies", Output.end(text)));
        }
        return text.substring(from);
    }

    private static double index(String section, int copies, boolean partial) {
        Matcher score = SCORE.matcher(section);
        if (!score.find()) {
            throw new InvalidMeasurementException(
                    "UnixBench's section of %d copies has no index score; it ends with: %s"
                            .formatted(copies, Output.end(section)));
        }
        boolean isPartial = score.group(1) != null;
        if (isPartial != partial) {
            throw new InvalidMeasurementException("UnixBench's index score is %s; expected that of %s"
                    .formatted(
                            isPartial ? "'(Partial Only)', as tests were left out or failed" : "of all tests",
                            partial ? "some tests" : "all tests"));
        }
        return Output.positive("UnixBench", "index score", score.group(2));
    }
}
