package org.nestlab.workload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.machine.DiskTraffic;

/**
 * Disk throughput and latency by <a href="https://fio.readthedocs.io">fio</a>, through libaio with {@code direct=1}, on
 * the lab's scratch disk. It writes to that disk alone, and refuses a machine that has none.
 *
 * <h2>Metrics</h2>
 * {@code .iops} (IOPS), {@code .iops-p10} (IOPS of the slow windows among some twenty, which shows stalls),
 * {@code .bandwidth} (MiB/s), {@code .latency-p50}, {@code .latency-p99} and {@code .latency-p999} (completion, µs).
 *
 * <h2>What makes it invalid</h2>
 * fio's own errors, a report that is cut short or contradicts itself, another run time than was asked for, a machine
 * that stood still meanwhile, and fewer bytes moved by the host's storage on this machine's behalf than fio did: a
 * cache answered. What others read and write on that storage is not counted ({@link DiskProof}). For the bytes to be
 * exact the ramp is a run of its own that ends before they are counted: fio's report leaves out the bytes of its
 * {@code ramp_time}. Where they cannot be counted, the check is neither passed nor failed but
 * {@linkplain Check.State#NOT_PROVABLE not provable}, and says why.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Fio implements Workload {

    private static final int KIB = 1024;
    private static final double MIB = 1024 * 1024;

    private final String name;
    private final String pattern;
    private final int blockSize;
    private final int inFlight;
    private final boolean everyQueue;

    private Fio(String name, String pattern, int blockSize, int inFlight, boolean everyQueue) {
        this.name = name;
        this.pattern = pattern;
        this.blockSize = blockSize;
        this.inFlight = inFlight;
        this.everyQueue = everyQueue;
    }

    /** {@code fio-randread-4k}: 4 KiB random reads, 128 in flight, one job for each queue of the disk. */
    public static Fio randomRead4k() {
        return new Fio("fio-randread-4k", "randread", 4 * KIB, 128, true);
    }

    /** {@code fio-randwrite-4k}: 4 KiB random writes, 128 in flight, one job for each queue of the disk. */
    public static Fio randomWrite4k() {
        return new Fio("fio-randwrite-4k", "randwrite", 4 * KIB, 128, true);
    }

    /**
     * {@code fio-randread-4k-qd1}: 4 KiB random reads, one after the other; nearly all exits, so it shows nesting most.
     */
    public static Fio randomRead4kOneByOne() {
        return new Fio("fio-randread-4k-qd1", "randread", 4 * KIB, 1, false);
    }

    /** {@code fio-read-1m}: sequential reads of 1 MiB, 8 in flight. */
    public static Fio sequentialRead() {
        return new Fio("fio-read-1m", "read", KIB * KIB, 8, false);
    }

    /** {@code fio-write-1m}: sequential writes of 1 MiB, 8 in flight. */
    public static Fio sequentialWrite() {
        return new Fio("fio-write-1m", "write", KIB * KIB, 8, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.higherIsBetter(name + ".iops", "IOPS"),
                Metric.higherIsBetter(name + ".iops-p10", "IOPS"),
                Metric.higherIsBetter(name + ".bandwidth", "MiB/s"),
                Metric.lowerIsBetter(name + ".latency-p50", "µs"),
                Metric.lowerIsBetter(name + ".latency-p99", "µs"),
                Metric.lowerIsBetter(name + ".latency-p999", "µs"));
    }

    @Override
    public Needs needs() {
        return Needs.program("fio").withScratchDisk();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "rw",
                pattern,
                "bs",
                blockSize / KIB + "k",
                "in-flight",
                "" + inFlight,
                "ioengine",
                "libaio",
                "direct",
                "1");
    }

    @Override
    public Measurement measure(Testbed testbed) {
        ScratchDisk disk = testbed.scratchDisk()
                .orElseThrow(() -> new LabConfigurationException(
                        "%s writes only to the lab's shared scratch disk, and %s has none: use LabSpec.withSharedScratchDisk(1)"
                                .formatted(name, testbed.machine().label())));
        String cpus = cpusAllowed(testbed);
        Duration ramp = testbed.timing().ramp();
        double rampOperations = ramp.isZero()
                ? 0
                : FioRun.of(testbed, job(disk, cpus, ramp)).report().operations();

        DiskCount before = disk.countOnHost(new DiskTraffic(0, 0));
        FioRun run = FioRun.of(testbed, job(disk, cpus, testbed.timing().measure()));
        DiskCount after = disk.countOnHost(run.moved());

        FioReport report = run.report();
        return Measurement.of(values(report, run.tenthPercentile(report)))
                .addFacts(facts(testbed, disk, report))
                .addChecks(FioChecks.of(run, report, before, after, testbed.tier()))
                .withOperations(rampOperations + report.operations());
    }

    private Map<Metric, Double> values(FioReport report, double tenthPercentile) {
        List<Double> inOrder = List.of(
                report.iops(),
                tenthPercentile,
                report.bytesPerSecond() / MIB,
                report.p50Nanos() / 1000,
                report.p99Nanos() / 1000,
                report.p999Nanos() / 1000);
        Map<Metric, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < inOrder.size(); i++) {
            values.put(metrics().get(i), inOrder.get(i));
        }
        return values;
    }

    private Map<String, String> facts(Testbed testbed, ScratchDisk disk, FioReport report) {
        Map<String, String> facts = new LinkedHashMap<>(disk.facts());
        facts.put("fio", report.version().replaceFirst("^fio-", ""));
        facts.put("bs", blockSize / KIB + "k");
        facts.put("numjobs", "" + jobs(disk));
        facts.put("iodepth", "" + depth(disk));
        facts.put("cpus", "" + testbed.cpus());
        facts.put("bytes", "" + disk.bytes());
        return facts;
    }

    private FioJob job(ScratchDisk disk, String cpus, Duration time) {
        return new FioJob(name, pattern, blockSize, jobs(disk), depth(disk), disk.path(), disk.bytes(), cpus, time);
    }

    private int jobs(ScratchDisk disk) {
        return everyQueue ? Math.max(1, Math.min(disk.queues(), inFlight)) : 1;
    }

    private int depth(ScratchDisk disk) {
        return inFlight / jobs(disk);
    }

    private static String cpusAllowed(Testbed testbed) {
        // Cpus_allowed_list:	0-1
        String list = Output.of(
                        testbed,
                        Command.shell("sed -n 's/^Cpus_allowed_list:[^0-9]*//p' /proc/self/status"),
                        Duration.ZERO)
                .text();
        if (!list.matches("[0-9][0-9,-]*")) {
            throw new InvalidMeasurementException("%s: the CPUs that may be used are '%s'; expected a list like 0-1"
                    .formatted(testbed.machine().label(), Output.end(list)));
        }
        return list;
    }
}
