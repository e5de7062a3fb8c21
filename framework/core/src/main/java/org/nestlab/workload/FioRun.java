package org.nestlab.workload;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.DiskTraffic;

/**
 * What a run of fio printed: its report, the machine's clock before and after it, and its log of IOPS.
 *
 * @param took by the clock of the JVM that runs the tests
 */
record FioRun(FioJob job, String output, Duration took) {

    private static final String CLOCK = "nestlab-clock";
    private static final Pattern MOVED = Pattern.compile(" ([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,18}) ?");
    private static final String IO = "nestlab-io";
    private static final String LOG = "nestlab-iops-log";

    /** Runs it, in a folder of its own that goes with it. */
    static FioRun of(Testbed testbed, FioJob job) {
        CommandResult result =
                Output.of(testbed, Command.shell("""
                        fio --version >/dev/null || exit 127
                        d=$(mktemp -d /tmp/nestlab-fio.XXXXXX) && cd "$d" || exit 1
                        trap 'rm -rf "$d"' EXIT
                        io() { sed -n 's/^[rw][a-z]*_bytes: //p' /proc/$$/io 2>/dev/null | tr '\\n' ' '; }
                        before=$(io)
                        read -r from rest </proc/uptime
                        fio --output-format=json+ -; status=$?
                        read -r to rest </proc/uptime
                        printf '\\n%s %%s %%s\\n%s %%s%%s\\n%s\\n' "$from" "$to" "$before" "$(io)"
                        cat iops_iops.log
                        exit $status
                        """.formatted(CLOCK, IO, LOG)).withInput(job.text()), job.time());
        return new FioRun(job, result.stdout(), result.duration());
    }

    /** @throws InvalidMeasurementException if it cannot be trusted */
    FioReport report() {
        int end = output.indexOf("\n" + CLOCK);
        return FioReport.parse(
                end < 0 ? output : output.substring(0, end), job.reads() ? "read" : "write", job.blockSize());
    }

    /** The IOPS of the slow windows. */
    double tenthPercentile(FioReport report) {
        if (!output.contains("\n" + LOG)) {
            throw new InvalidMeasurementException("fio's output ends before its log of IOPS");
        }
        return FioReport.tenthPercentile(after(LOG), report.runtimeMillis(), job.stepMillis(), job.jobs());
    }

    /** How long it took by the machine's own clock, in seconds. */
    double passed() {
        // nestlab-clock 14339.56 14341.91
        String[] words = after(CLOCK).strip().split("\\s+", 3);
        if (words.length < 2) {
            throw new InvalidMeasurementException("fio's output ends before the machine's clock was read");
        }
        return Output.positive("the machine", "clock", words[1]) - Output.positive("the machine", "clock", words[0]);
    }

    /**
     * What fio has had the storage of its own machine move, as the kernel counts it for the process that waits for it
     * to end. Its program was read from the disk before that, to ask for its version. 0 where the kernel does not
     * count.
     */
    DiskTraffic moved() {
        // nestlab-io 4096 0 632320000 0
        Matcher io = MOVED.matcher(after(IO).lines().findFirst().orElse(""));
        return io.matches()
                ? new DiskTraffic(grown(io.group(1), io.group(3)), grown(io.group(2), io.group(4)))
                : new DiskTraffic(0, 0);
    }

    private static long grown(String from, String to) {
        return Math.max(0, Long.parseLong(to) - Long.parseLong(from));
    }

    private String after(String mark) {
        int at = output.indexOf("\n" + mark);
        return at < 0 ? "" : output.substring(at + 1 + mark.length());
    }
}
