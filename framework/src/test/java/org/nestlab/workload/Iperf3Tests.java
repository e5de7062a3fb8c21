package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Iperf3Tests {

    private static final String REFUSED = """
            {
            	"start":	{
            		"connected":	[],
            		"version":	"iperf 3.12"
            	},
            	"intervals":	[],
            	"end":	{
            	},
            	"error":	"error - unable to connect to server - server may have stopped running or use a different port, firewall issue, etc.: Connection refused"
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void saysWhatIperf3Says() {
        assertThatThrownBy(() -> Iperf3Report.parse(REFUSED))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage(
                        "iperf3 failed: error - unable to connect to server - server may have stopped running or use a"
                                + " different port, firewall issue, etc.: Connection refused");
    }

    @Test
    void refusesWhatIsNoThroughput() {
        String one = report("800", "100", "1");
        assertThat(Iperf3Report.parse(one)).isEqualTo(new Iperf3Report("3.12", 800, 100, 1));
        refused(report("0", "0", "1"), "iperf3's bits_per_second is 0; expected a number greater than 0");
        refused(report("\"NaN\"", "100", "1"), "iperf3's bits_per_second is \"NaN\"; expected a number greater than 0");
        refused(
                report("8000", "100", "1"),
                "iperf3's throughput is 8000.00 bit/s, but bytes ÷ run time makes 800.000; expected the same within 1 %");
        refused("{\"end\": {}}", "iperf3's bits_per_second is missing; expected a number greater than 0");
        refused("iperf3: command not found", "iperf3 printed no JSON: iperf3: command not found");
        assertThatThrownBy(() -> Iperf3Report.parse(one.substring(0, one.length() - 3)))
                .hasMessageStartingWith("iperf3's JSON cannot be read, after ");
    }

    @Test
    void survivesAnything() {
        Hostile.check(report("800", "100", "1"), Iperf3Report::parse);
        Hostile.check("default via 192.168.130.1 dev enp1s0 onlink \n", Iperf3::gateway);
    }

    @Test
    void findsTheParentByTheDefaultRoute() {
        assertThat(Iperf3.gateway("default via 192.168.130.1 dev enp1s0 onlink \n"))
                .isEqualTo("192.168.130.1");
        refused(
                () -> Iperf3.gateway(""),
                "iperf3 has no server to talk to: the guest has no default route, by which its parent is found;"
                        + " `ip route` says: (nothing)");
        assertThat(Iperf3.listening("192.168.130.1")).isEqualTo("0182A8C0:1451");
    }

    @Test
    void saysWhyTheServerDoesNotListen() throws IOException {
        LocalTestbed testbed = new LocalTestbed(folder, "sh");
        testbed.program("ip", "#!/bin/sh\necho default via 127.0.0.1 dev lo\n");
        testbed.program("iperf3", "#!/bin/sh\necho 'iperf3: error - unable to start listener' >&2\nexit 1\n");

        refused(
                () -> new Iperf3().measure(testbed),
                "iperf3's server does not listen on 127.0.0.1:5201 of L1 hypervisor's parent:"
                        + " iperf3: error - unable to start listener");
        assertThat(testbed.tmp).isEmptyDirectory();
    }

    private static String report(String bits, String bytes, String seconds) {
        return """
                {"start": {"version": "iperf 3.12"}, "end": {"sum_received":
                  {"start": 0, "seconds": %s, "bytes": %s, "bits_per_second": %s, "sender": true}}}
                """.formatted(seconds, bytes, bits);
    }

    private static void refused(String text, String message) {
        refused(() -> Iperf3Report.parse(text), message);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidMeasurementException.class).hasMessage(message);
    }
}
