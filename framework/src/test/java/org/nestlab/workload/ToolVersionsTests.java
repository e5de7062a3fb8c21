package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs of other distributions than the image's own print other things; each is read, or refused with what is
 * expected.
 */
class ToolVersionsTests {

    /** As published for fio 3.1; the histograms are left out. */
    private static final String FIO_3_1 = """
            {
              "fio version" : "fio-3.1",
              "timestamp" : 1515270450,
              "jobs" : [
                {
                  "jobname" : "4KQ8T8Read",
                  "groupid" : 0,
                  "error" : 0,
                  "eta" : 0,
                  "elapsed" : 10,
                  "read" : {
                    "io_bytes" : 104857600,
                    "io_kbytes" : 102400,
                    "bw" : 11155,
                    "iops" : 2788.974834,
                    "runtime" : 9179,
                    "total_ios" : 25600,
                    "short_ios" : 0,
                    "drop_ios" : 0,
                    "clat_ns" : {
                      "min" : 1481,
                      "percentile" : {
                        "50.000000" : 301056,
                        "99.000000" : 749568,
                        "99.900000" : 1236992,
                        "0.00" : 0,
                        "0.00" : 0
                      }
                    }
                  }
                }
              ]
            }
            """;

    @Test
    void fioBefore32TellsItsBandwidthInKiBAlone() {
        FioReport report = FioReport.parse(FIO_3_1, "read", 4096);

        assertThat(report)
                .isEqualTo(new FioReport(
                        "fio-3.1", 2788.974834, 11155 * 1024, 104857600, 25600, 9179, 301056, 749568, 1236992));
        assertThatThrownBy(() -> FioReport.parse(FIO_3_1.replace("11155", "1155"), "read", 4096))
                .as("a bandwidth in KiB is checked like one in bytes")
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessageStartingWith("fio's bandwidth is ");
        assertThatThrownBy(() -> FioReport.parse(FIO_3_1.replace("\"bw\"", "\"b\""), "read", 4096))
                .hasMessage("fio's bw is missing; expected a number greater than 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fio-3.0", "fio-3.40", "fio-3.42-6-g219f", "fio-3.35-dirty", "fio-10.1", "of my own"})
    void fioOfEveryVersionSince3IsReadAndNamed(String version) {
        assertThat(FioReport.parse(FIO_3_1.replace("fio-3.1", version), "read", 4096)
                        .version())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fio-2.2.10", "fio-2.99", "fio-1.59"})
    void fioBefore3HasOtherUnits(String version) {
        assertThatThrownBy(() -> FioReport.parse(FIO_3_1.replace("fio-3.1", version), "read", 4096))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage(version
                        + " is too old, as its bytes and latencies have other units; expected fio 3.0 or newer");
    }

    /**
     * Lines of stress-ng 0.11, 0.13, 0.14, 0.17 and 0.19, with --metrics-brief, --metrics and --timestamp, and from a
     * journal.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mmapfork|29.36|stress-ng: info:  [7158] mmapfork             32      1.09      2.48      6.01        29.36         3.77",
                "vm|4828.47|stress-ng: info:  [80094] vm                 2000      0.41      0.25      0.15      4828.47        5000.00        96.57",
                "cpu|6466.63|stress-ng: metrc: [1566] cpu              195446     30.22    101.30     17.38      6466.63        1646.88",
                "vm|391.63|stress-ng: metrc: [2011] vm                23584     60.22      3.06     16.19       391.63        1224.97         7.99        688836",
                "fork|1273.32|stress-ng: 10:48:33.34 metrc: [1858952] fork          327751790 257398.99  43311.94  57938.27      1273.32        3237.05        39.34          5820",
                "cpu|317.50|Jul 28 16:19:31 localhost stress-ng[1310]: stress-ng: metrc: [1310] cpu                3181     10.02      2.01      0.01       317.50        1581.53        20.08          7504"
            })
    void stressNgOfEveryVersion(String stressor, double rate, String line) {
        String around = """
                stress-ng: info:  [80094] dispatching hogs: 1 %1$s
                stress-ng: metrc: [80094]                           (secs)    (secs)    (secs)   (real time) (usr+sys time)
                %2$s
                stress-ng: metrc: [80094] miscellaneous metrics:
                stress-ng: metrc: [80094] %1$s             600923.80 %1$s calls per sec (harmonic mean of 192 instances)
                stress-ng: info:  [80094] passed: 1: %1$s (1)
                """.formatted(stressor, line);

        assertThat(StressNg.rate(around, stressor)).isEqualTo(rate);
    }

    /** As published for sysbench 1.1.0, but for the histogram, which was not asked for there, and the commit. */
    private static final String SYSBENCH_1_1 = """
            sysbench 1.1.0-3ceba0b (using bundled LuaJIT 2.1.0-beta3)

            Running the test with following options:
            Number of threads: 8
            Initializing random number generator from current time


            Prime numbers limit: 64000

            Initializing worker threads...

            Threads started!

            Latency histogram (values are in milliseconds)
                   value  ------------- distribution ------------- count
                  11.249 |**************************************** 21246

            CPU speed:
                events per second:   707.94

            Throughput:
                events/s (eps):                      707.9361
                time elapsed:                        30.0112s
                total number of events:              21246

            Latency (ms):
                     min:                                   11.25
                     avg:                                   11.30
                     max:                                   19.08
                     95th percentile:                       11.24
                     sum:                               240041.14
            """;

    @Test
    void sysbench11HasOtherNamesForItsTime() {
        SysbenchReport report = SysbenchReport.parse(SYSBENCH_1_1, 8);

        assertThat(report.version()).as("with the commit it was built of").isEqualTo("1.1.0-3ceba0b");
        assertThat(report.eventsPerSecond()).isEqualTo(707.94);
        assertThat(report.seconds()).isEqualTo(30.0112);
        assertThat(report.p95Millis()).isEqualTo(11.24);
    }

    @ParameterizedTest
    @CsvSource({
        "'sysbench 0.4.12:  multi-threaded system evaluation benchmark', 0.4.12",
        "sysbench 1.0 (using bundled LuaJIT 2.1.0-beta2), 1.0",
        "sysbench 1.0.7 (using bundled LuaJIT 2.1.0-beta2), 1.0.7",
    })
    void sysbenchBefore108TellsNoRate(String head, String version) {
        String text = head + "\n\nRunning the test with following options:\nNumber of threads: 1\n";

        assertThatThrownBy(() -> SysbenchReport.parse(text, 1))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage(
                        "sysbench %s is too old, as it reports no rate; expected 1.0.8 or newer".formatted(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.8", "1.0.12", "1.0.20", "1.1.0-3ceba0b"})
    void sysbenchSince108TellsItsRate(String version) {
        assertThat(SysbenchReport.parse(SysbenchText.of(500).replace("1.0.20", version), 1))
                .returns(500.0, SysbenchReport::eventsPerSecond)
                .returns(version, SysbenchReport::version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1.2", "5.1.3", "6.0.0"})
    void unixBenchSince5(String version) {
        String text = """
                   BYTE UNIX Benchmarks (Version %s)

                Benchmark Run: Tue Feb 06 2018 10:19:44 - 10:47:50
                4 CPUs in system; running 1 parallel copy of tests

                System Benchmarks Index Score                                        1234.5
                ------------------------------------------------------------------------
                Benchmark Run: Tue Feb 06 2018 10:47:50 - 11:15:56
                4 CPUs in system; running 4 parallel copies of tests

                System Benchmarks Index Score                                        3456.7
                """.formatted(version);

        assertThat(UnixBenchReport.parse(text, 1, false)).isEqualTo(new UnixBenchReport(version, 1234.5));
        assertThat(UnixBenchReport.parse(text, 4, false).index()).isEqualTo(3456.7);
    }

    @Test
    void unixBench4IsAnotherBenchmark() {
        assertThatThrownBy(() -> UnixBenchReport.parse(
                        "  BYTE UNIX Benchmarks (Version 4.1.0)\n     FINAL SCORE                   380.3\n", 1, false))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("UnixBench 4.1.0 is too old, as it has no sections of copies; expected 5.1 or newer");
    }

    /** The fields that iperf3 3.1 has, with values of our own. */
    @Test
    void iperf3Of31() {
        String text = """
                {
                	"start":	{ "version":	"iperf 3.1.3", "system_info":	"Linux a 4.4.0-112-generic x86_64" },
                	"intervals":	[],
                	"end":	{
                		"sum_sent":	{ "start": 0, "end": 10.000131, "seconds": 10.000131, "bytes": 1178599424, "bits_per_second": 942867138.0, "retransmits": 0 },
                		"sum_received":	{ "start": 0, "end": 10.000131, "seconds": 10.000131, "bytes": 1175986864, "bits_per_second": 940777167.0 }
                	}
                }
                """;

        assertThat(Iperf3Report.parse(text)).isEqualTo(new Iperf3Report("3.1.3", 940777167.0, 1175986864, 10.000131));
    }

    @Test
    void surviveAnything() {
        Hostile.check(FIO_3_1, text -> FioReport.parse(text, "read", 4096));
        Hostile.check(SYSBENCH_1_1, text -> SysbenchReport.parse(text, 8));
        Hostile.check(
                "stress-ng: 10:48:33.34 metrc: [1858952] fork          327751790 257398.99  43311.94  57938.27      1273.32        3237.05        39.34          5820\n",
                text -> StressNg.rate(text, "fork"));
    }
}
