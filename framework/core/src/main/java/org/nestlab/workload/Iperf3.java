package org.nestlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * The network between a guest and the machine whose hypervisor runs it, by {@code iperf3}: one TCP stream from the
 * guest. The server runs on the parent for this one test, and listens on the address alone that is the guest's default
 * gateway, which is the lab's own bridge. The host has no parent, so only guests can be compared.
 *
 * <h2>Metric</h2>
 * {@code iperf3.throughput} (Mbit/s, of a million bits), as the receiver counted.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Iperf3 implements Workload {

    private static final Metric THROUGHPUT = Metric.higherIsBetter("iperf3.throughput", "Mbit/s");
    private static final int PORT = 5201;
    // default via 192.168.130.1 dev enp1s0 onlink
    private static final Pattern GATEWAY = Pattern.compile("(?m)^default via (\\d{1,3}(?:\\.\\d{1,3}){3})\\b");

    @Override
    public String name() {
        return "iperf3";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(THROUGHPUT);
    }

    @Override
    public Needs needs() {
        return Needs.program("iperf3", "ip").withOnParent("iperf3", "setsid", "timeout");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("streams", "1", "direction", "guest to parent");
    }

    @Override
    public Measurement measure(Testbed testbed) {
        Duration ramp = testbed.timing().ramp();
        int omitted = (int) Math.ceil(ramp.toMillis() / 1000.0);
        int seconds = testbed.timing().measureSeconds();
        String gateway =
                gateway(Output.of(testbed, Command.of("ip", "-4", "route", "show", "default"), Duration.ofSeconds(1))
                        .stdout());
        int most = 60 + 3 * (omitted + seconds);
        String server = start(testbed, gateway, most);
        try {
            // With status 1 iperf3 says in its JSON why.
            Command client = Command.shell(
                    "iperf3 -c %s -p %d -t %d -O %d -J || [ $? = 1 ]".formatted(gateway, PORT, seconds, omitted));
            Iperf3Report report = Iperf3Report.parse(Output.of(testbed, client, Duration.ofSeconds(omitted + seconds))
                    .stdout());
            return Measurement.of(THROUGHPUT, report.bitsPerSecond() / 1e6)
                    .addFact("iperf3", report.version())
                    .addFact("cpus", "" + testbed.cpus())
                    .addCheck(Check.near("iperf3's run time in s", report.seconds(), seconds, 0.1));
        } finally {
            stop(testbed, server);
        }
    }

    static String gateway(String routes) {
        Matcher matcher = GATEWAY.matcher(routes);
        if (!matcher.find()) {
            throw new InvalidMeasurementException(
                    "iperf3 has no server to talk to: the guest has no default route, by which its parent is found; `ip route` says: "
                            + Output.end(routes));
        }
        return matcher.group(1);
    }

    /** Gives the server's process once it listens. It ends with its client, or after that many seconds by itself. */
    private static String start(Testbed testbed, String address, int seconds) {
        CommandResult started =
                testbed.runOnParent(Command.shell("""
                log=$(mktemp "${TMPDIR:-/tmp}/nestlab-iperf3.XXXXXX") || exit 1
                trap 'rm -f "$log"' EXIT
                setsid timeout %1$d iperf3 -s -1 -B %2$s -p %3$d </dev/null >"$log" 2>&1 &
                server=$!
                for i in $(seq 100); do
                  grep -q ': %4$s 00000000:0000 0A ' /proc/net/tcp && { echo $server; exit 0; }
                  kill -0 $server 2>/dev/null || break
                  sleep 0.1
                done
                kill $server 2>/dev/null
                cat "$log" >&2
                exit 1
                """.formatted(seconds, address, PORT, listening(address))));
        String process = started.text();
        if (!started.succeeded() || !process.matches("\\d+")) {
            throw new InvalidMeasurementException("iperf3's server does not listen on %s:%d of %s's parent: %s"
                    .formatted(address, PORT, testbed.machine().label(), Output.end(started.stderr())));
        }
        return process;
    }

    /** As the kernel writes it: the address's bytes in the CPU's order, the port. */
    static String listening(String address) {
        String[] parts = address.split("\\.", 4);
        StringBuilder hex = new StringBuilder();
        for (int i = 3; i >= 0; i--) {
            hex.append(String.format(Locale.ROOT, "%02X", Integer.parseInt(parts[i])));
        }
        return String.format(Locale.ROOT, "%s:%04X", hex, PORT);
    }

    /** Nothing to do where the server has ended with its client; a process that has its number since is left alone. */
    private static void stop(Testbed testbed, String process) {
        testbed.runOnParent(Command.shell(
                "if tr '\\0' ' ' </proc/%1$s/cmdline 2>/dev/null | grep -q 'iperf3 -s -1'; then kill %1$s; fi"
                        .formatted(process)));
    }
}
