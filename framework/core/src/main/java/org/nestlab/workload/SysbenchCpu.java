package org.nestlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.machine.Command;

/**
 * Arithmetic without system calls, by {@code sysbench cpu}: prime numbers up to 10,000, again and again. On hardware it
 * is near the same at every level; where it is not, a machine gets less of its CPUs than it seems to have.
 *
 * <h2>Metrics</h2>
 * {@code .events} (events/s), {@code .latency-p10} (ms for one event of the quick ones: what the CPU
 * takes while no process disturbs it, which varies least from run to run and sees no stalls; judge it beside the
 * others), and {@code .latency-p95} (ms for one of the slow ones, which sysbench prints in steps of 0.01).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SysbenchCpu implements Workload {

    private static final int PRIMES = 10_000;

    private final boolean everyCpu;

    private SysbenchCpu(boolean everyCpu) {
        this.everyCpu = everyCpu;
    }

    /** {@code sysbench-cpu-single}: one thread. */
    public static SysbenchCpu single() {
        return new SysbenchCpu(false);
    }

    /** {@code sysbench-cpu-percpu}: one thread for each CPU. */
    public static SysbenchCpu perCpu() {
        return new SysbenchCpu(true);
    }

    @Override
    public String name() {
        return everyCpu ? "sysbench-cpu-percpu" : "sysbench-cpu-single";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.higherIsBetter(name() + ".events", "events/s"),
                Metric.lowerIsBetter(name() + ".latency-p10", "ms"),
                Metric.lowerIsBetter(name() + ".latency-p95", "ms"));
    }

    @Override
    public Needs needs() {
        return Needs.program("sysbench");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("cpu-max-prime", "" + PRIMES, "threads", everyCpu ? "one for each CPU" : "1");
    }

    @Override
    public Measurement measure(Testbed testbed) {
        int threads = everyCpu ? testbed.cpus() : 1;
        int seconds = testbed.timing().measureSeconds();
        Command command = Command.of(
                "sysbench",
                "cpu",
                "--threads=" + threads,
                "--time=" + seconds,
                "--events=0",
                "--cpu-max-prime=" + PRIMES,
                "--percentile=95",
                "--histogram",
                "run");
        SysbenchReport report = SysbenchReport.parse(
                Output.of(testbed, command, Duration.ofSeconds(seconds)).stdout(), threads);
        return Measurement.of(metrics().get(0), report.eventsPerSecond())
                .addValue(metrics().get(1), report.p10Millis())
                .addValue(metrics().get(2), report.p95Millis())
                .addFact("sysbench", report.version())
                .addFact("threads", "" + threads)
                .addCheck(Check.near("sysbench's run time in s", report.seconds(), seconds, 0.1))
                .withOperations(report.events());
    }
}
