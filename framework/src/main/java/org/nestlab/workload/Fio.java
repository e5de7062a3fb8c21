package org.nestlab.workload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/**
 * Disk throughput and latency by <a href="https://fio.readthedocs.io">fio</a>, through libaio with {@code direct=1}, on the
 * lab's scratch disk. It writes to that disk alone, and refuses a machine that has none.
 *
 * <h2>Metrics</h2>
 * {@code .iops} (IOPS), {@code .iops-p10} (IOPS of the slow windows among some twenty, which shows stalls),
 * {@code .bandwidth} (MiB/s), {@code .latency-p50}, {@code .latency-p99} and {@code .latency-p999} (completion, µs).
 *
 * <h2>What makes it invalid</h2>
 * fio's own errors, a report that is cut short or contradicts itself, another run time than was asked for, a machine that
 * stood still meanwhile, and a host's disk that moved other bytes than fio did. For the last to be exact the ramp is a run of
 * its own that ends before the host's counters are read: fio's report leaves out the bytes of its {@code ramp_time}. Where the
 * host does not count, the check says so and passes.
 */
public final class Fio implements Workload {

    /** What others may read and write on the host's device during a measurement. */
    private static final double OTHERS = 16 << 20;

    private static final int KIB = 1024;
    private static final double MIB = 1024 * 1024;
    private static final String CLOCK = "nestlab-clock";
    private static final String LOG = "nestlab-iops-log";

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

    /** {@code fio-randread-4k-qd1}: 4 KiB random reads, one after the other; nearly all exits, so it shows nesting most. */
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
                        "%s writes only to a scratch disk of the lab, and %s has none: add withScratchDisk(1) to its spec"
                                .formatted(name, testbed.machine().label())));
        String cpus = cpusAllowed(testbed);
        Duration ramp = testbed.timing().ramp();
        double rampOperations = ramp.isZero()
                ? 0
                : report(run(testbed, job(disk, cpus, ramp), ramp)).operations();

        OptionalLong before = disk.movedOnHost();
        Duration time = testbed.timing().measure();
        CommandResult result = run(testbed, job(disk, cpus, time), time);
        OptionalLong after = disk.movedOnHost();

        FioReport report = report(result);
        int jobs = jobs(disk);
        double p10 = FioReport.tenthPercentile(after(result.stdout(), LOG), report.runtimeMillis(), step(time), jobs);
        Map<Metric, Double> values = new LinkedHashMap<>();
        List<Double> inOrder = List.of(
                report.iops(),
                p10,
                report.bytesPerSecond() / MIB,
                report.p50Nanos() / 1000,
                report.p99Nanos() / 1000,
                report.p999Nanos() / 1000);
        for (int i = 0; i < inOrder.size(); i++) {
            values.put(metrics().get(i), inOrder.get(i));
        }
        return new Measurement(
                values,
                facts(testbed, disk, report),
                List.of(
                        bytesOnHost(before, after, report.bytes()),
                        Check.near("fio's run time in ms", report.runtimeMillis(), (double) time.toMillis(), 0.05),
                        clock(result)),
                rampOperations + report.operations());
    }

    private FioReport report(CommandResult result) {
        String text = result.stdout();
        int end = text.indexOf("\n" + CLOCK);
        return FioReport.parse(
                end < 0 ? text : text.substring(0, end), pattern.endsWith("read") ? "read" : "write", blockSize);
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

    private int jobs(ScratchDisk disk) {
        return everyQueue ? Math.max(1, Math.min(disk.queues(), inFlight)) : 1;
    }

    private int depth(ScratchDisk disk) {
        return inFlight / jobs(disk);
    }

    /** Some twenty windows, none shorter than fio can keep to on a slow CPU. */
    private static int step(Duration time) {
        return (int) Math.max(50, Math.min(500, time.toMillis() / 20));
    }

    /** The job file. Its disk's name is kept to what fio gives no meaning of its own, like its list separator. */
    private String job(ScratchDisk disk, String cpus, Duration time) {
        if (!disk.path().matches("/[A-Za-z0-9/._+-]+")) {
            throw new LabConfigurationException(
                    "fio cannot be given the scratch disk '%s': wanted a path of letters, digits and / . _ + -"
                            .formatted(disk.path()));
        }
        // One job is left to the scheduler: cpus_allowed_policy=split would nail it to the first CPU.
        String split = jobs(disk) == 1 ? "" : "cpus_allowed=%s%ncpus_allowed_policy=split%n".formatted(cpus);
        return """
                [global]
                ioengine=libaio
                direct=1
                bs=%d
                iodepth=%d
                numjobs=%d
                %sfilename=%s
                size=%d
                allow_file_create=0
                time_based=1
                runtime=%dms
                randrepeat=0
                norandommap=1
                refill_buffers=1
                group_reporting=1
                percentile_list=50:99:99.9
                log_avg_msec=%d
                write_iops_log=iops
                per_job_logs=0
                [%s]
                rw=%s
                """.formatted(
                        blockSize,
                        depth(disk),
                        jobs(disk),
                        split,
                        disk.path(),
                        disk.bytes(),
                        time.toMillis(),
                        step(time),
                        name,
                        pattern);
    }

    private static CommandResult run(Testbed testbed, String job, Duration time) {
        return Output.of(testbed, Command.shell("""
                        fio --version >/dev/null || exit 127
                        d=$(mktemp -d /tmp/nestlab-fio.XXXXXX) && cd "$d" || exit 1
                        trap 'rm -rf "$d"' EXIT
                        read -r from rest </proc/uptime
                        fio --output-format=json+ -; status=$?
                        read -r to rest </proc/uptime
                        printf '\\n%s %%s %%s\\n%s\\n' "$from" "$to"
                        cat iops_iops.log
                        exit $status
                        """.formatted(CLOCK, LOG)).withInput(job), time);
    }

    private static String cpusAllowed(Testbed testbed) {
        // Cpus_allowed_list:	0-1
        String list = Output.of(
                        testbed,
                        Command.shell("sed -n 's/^Cpus_allowed_list:[^0-9]*//p' /proc/self/status"),
                        Duration.ZERO)
                .text();
        if (!list.matches("[0-9][0-9,-]*")) {
            throw new InvalidMeasurementException("%s: the CPUs that may be used are '%s': wanted a list like 0-1"
                    .formatted(testbed.machine().label(), Output.end(list)));
        }
        return list;
    }

    private static Check bytesOnHost(OptionalLong before, OptionalLong after, double own) {
        String what = "bytes on the host's disk";
        if (before.isEmpty() || after.isEmpty()) {
            return Check.that(
                    what, true, "not countable on this host", String.format(Locale.ROOT, "%.4g within 5 %%", own));
        }
        double moved = (double) after.getAsLong() - before.getAsLong();
        // Too few is a cache that answered. The device is the whole host's, so a few more are somebody else's.
        return moved > own && moved <= own * 1.05 + OTHERS
                ? Check.that(
                        what,
                        true,
                        String.format(Locale.ROOT, "%.4g", moved),
                        "5 %% and 16 MiB more than %.4g at most".formatted(own))
                : Check.near(what, moved, own, 0.05);
    }

    /**
     * That the machine's time went on while fio ran: a machine that was stopped, or whose clock is slow, reports a rate that
     * it never had. 1 % and a second for the way there and back.
     */
    private static Check clock(CommandResult result) {
        // nestlab-clock 14339.56 14341.91
        String[] words = after(result.stdout(), CLOCK).strip().split("\\s+", 3);
        if (words.length < 2) {
            throw new InvalidMeasurementException("fio's output ends before the machine's clock was read");
        }
        double from = Output.positive("the machine", "clock", words[0]);
        double to = Output.positive("the machine", "clock", words[1]);
        double here = result.duration().toMillis() / 1000.0;
        double off = here - (to - from);
        return Check.that(
                "the machine's clock",
                off >= -0.05 - here * 0.01 && off <= 1 + here * 0.01,
                String.format(Locale.ROOT, "%.2f s passed, %.2f s here", to - from, here),
                "the same, and at most 1 % and 1 s for the way there and back");
    }

    private static String after(String text, String mark) {
        int at = text.indexOf("\n" + mark);
        return at < 0 ? "" : text.substring(at + 1 + mark.length());
    }
}
