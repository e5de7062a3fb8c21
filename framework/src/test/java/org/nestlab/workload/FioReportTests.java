package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FioReportTests {

    private static final String SAMPLE =
            Hostile.sample("fio-3.33-randread.json").replace("\"95.000000\" : 929792,", "");

    @Test
    void readsWhatFioPrinted() {
        FioReport report = FioReport.parse(SAMPLE, "read", 4096);

        assertThat(report)
                .isEqualTo(new FioReport(
                        "fio-3.33", 94655.781406, 387710080, 1163517952, 284062, 3001, 651264, 1187840, 3883008));
    }

    @Test
    void skipsWhatWasPrintedBefore() {
        assertThat(FioReport.parse("fio: note {group}\n" + SAMPLE, "read", 4096).iops())
                .isEqualTo(94655.781406);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"error\" : 0|\"error\" : 5|fio reports error 5; expected 0",
                "\"iops\" : 94655.781406|\"iops\" : 0.0|fio's iops is 0.0; expected a number greater than 0",
                "\"iops\" : 94655.781406|\"iops\" : -3|fio's iops is -3; expected a number greater than 0",
                "\"iops\" : 94655.781406|\"iops\" : 1e999|fio's iops is \"Infinity\"; expected a number greater than 0",
                "\"bw_bytes\" : 387710080|\"bw_bytes\" : 999|fio's bandwidth is 999.000 B/s, but IOPS × block size makes 3.87710e+08; expected the same within 2 %",
                "\"runtime\" : 3001|\"runtime\" : 300|fio's IOPS is 94655.8 IOPS, but operations ÷ run time makes 946873; expected the same within 2 %",
                "\"io_bytes\" : 1163517952|\"io_bytes\" : 1|fio's count of bytes is 1.00000 B, but operations × block size makes 1.16352e+09; expected the same within 2 %",
                "\"short_ios\" : 0|\"short_ios\" : 2|fio's short_ios is 2; expected 0",
                "\"50.000000\"|\"51\"|fio's 50.000000 is missing; expected a number greater than 0",
                "\"50.000000\" : 651264|\"50.000000\" : 9999999|fio's latencies fall from percentile to percentile: 9999999, 1187840, 3883008 ns",
                "\"jobs\"|\"job\"|fio reports 0 jobs; expected 1, as group_reporting sums them up"
            })
    void refuses(String part, String other, String message) {
        assertThat(SAMPLE).contains(part);
        assertThatThrownBy(() -> FioReport.parse(SAMPLE.replaceFirst(Pattern.quote(part), other), "read", 4096))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage(message);
    }

    @Test
    void refusesNotANumber() {
        assertThatThrownBy(() -> FioReport.parse(SAMPLE.replace("94655.781406", "NaN"), "read", 4096))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageContaining("fio's JSON cannot be read")
                .hasMessageContaining("NaN");
    }

    @Test
    void refusesJsonThatIsCutShort() {
        assertThatThrownBy(() -> FioReport.parse(SAMPLE.substring(0, 900), "read", 4096))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageStartingWith("fio's JSON cannot be read, after 900 characters: ");
        assertThatThrownBy(() -> FioReport.parse("fio: failed", "read", 4096))
                .hasMessage("fio printed no JSON: fio: failed");
    }

    @Test
    void survivesAnything() {
        Hostile.check(SAMPLE, text -> FioReport.parse(text, "read", 4096));
        Hostile.check(log(), text -> FioReport.tenthPercentile(text, 2001, 100, 2));
    }

    @Test
    void addsTheJobsOfEachWindow() {
        // The slowest of the windows of both jobs is 30040 + 30260, the second slowest 33510 + 32810.
        assertThat(FioReport.tenthPercentile(log(), 2001, 100, 2)).isEqualTo(33510 + 32810);
    }

    @Test
    void countsAWindowWithoutAnyOperationAsOne() {
        String stalled = log().replaceAll("(?m)^(74|84|94|104)\\d, .*\n", "");

        assertThat(FioReport.tenthPercentile(stalled, 2001, 100, 2)).isEqualTo(10);
    }

    @Test
    void refusesALogOfOtherJobsOrTooShort() {
        assertThatThrownBy(() -> FioReport.tenthPercentile(log(), 2001, 100, 1))
                .hasMessage("fio's log of IOPS has 2 jobs; expected 1");
        assertThatThrownBy(() -> FioReport.tenthPercentile("\n", 2001, 100, 1))
                .hasMessageStartingWith(
                        "fio ran for 2001 ms and its log of IOPS is empty; expected a line every 100 ms");
        assertThatThrownBy(() -> FioReport.tenthPercentile(log(), 300, 100, 2))
                .hasMessage("fio ran for 300 ms, 1 windows of 100 ms; expected 5 or more");
        assertThatThrownBy(() -> FioReport.tenthPercentile(log(), 1e18, 100, 2))
                .hasMessage("fio ran for 1000000000000000000 ms, more than 2000 windows of 100 ms");
    }

    @Test
    void outputThatEndsBeforeTheLogIsNotTakenForAnEmptyLog() {
        String cut = Hostile.sample("fio-3.33-run-4k-2jobs.txt").split("nestlab-iops-log\n", 2)[0];
        FioJob job = new FioJob("n", "randread", 4096, 2, 1, "/dev/vdb", 4096, "0-1", Duration.ofSeconds(2));
        FioRun run = new FioRun(job, cut, Duration.ofSeconds(2));

        assertThatThrownBy(() -> run.tenthPercentile(run.report()))
                .hasMessage("fio's output ends before its log of IOPS");
    }

    private static String log() {
        return Hostile.sample("fio-3.33-run-4k-2jobs.txt").split("nestlab-iops-log\n", 2)[1];
    }
}
