package org.nestlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.machine.Command;

/**
 * One part of the kernel under load, by stress-ng: "bogo" operations per second of real time, which mean something only
 * beside those of the same version on another machine. One instance runs.
 *
 * <h2>Metric</h2>
 * {@code .ops} (bogo ops/s).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StressNg implements Workload {

    /**
     * As versions before 0.14 and since then print it, with {@code --metrics-brief} and, two columns more, with
     * {@code --metrics}.
     */
    // stress-ng: info:  [7158] mmapfork             32      1.09      2.48      6.01        29.36         3.77
    // stress-ng: metrc: [7360] fork                180      1.02      0.06      0.05       177.30        1711.14
    // stress-ng: 10:48:33.34 metrc: [1858952] fork  327751790 257398.99  43311.94  57938.27  1273.32  3237.05  39.34
    // 5820
    private static final Pattern LINE =
            Pattern.compile("(?m)\\bstress-ng: ++(?:[0-9:.]++ ++)?+(?:info|metrc): ++\\[\\d++\\] ++(\\S++)"
                    + " ++(\\d++) ++([0-9.]++) ++[0-9.]++ ++[0-9.]++ ++([0-9.]++) ++[0-9.]++(?: ++[0-9.]++){0,2}+ *+$");
    // stress-ng, version 0.15.06 (gcc 12.2.0, x86_64 Linux 6.18.44)
    private static final Pattern VERSION = Pattern.compile("stress-ng, version ([0-9.]++)");

    private final String stressor;
    private final List<String> more;

    private StressNg(String stressor, String... more) {
        this.stressor = stressor;
        this.more = List.of(more);
    }

    /**
     * {@code stress-syscall}: every system call there is; stress-ng's own choice would be those that are fast on the
     * machine.
     */
    public static StressNg syscall() {
        return new StressNg("syscall", "--syscall-method", "all");
    }

    /** {@code stress-switch}: two processes that wake each other. */
    public static StressNg contextSwitch() {
        return new StressNg("switch");
    }

    /** {@code stress-fork}: processes made and awaited. */
    public static StressNg fork() {
        return new StressNg("fork");
    }

    /** {@code stress-pipe}: data through a pipe. */
    public static StressNg pipe() {
        return new StressNg("pipe");
    }

    /** {@code stress-fault}: page faults of files and memory. */
    public static StressNg fault() {
        return new StressNg("fault");
    }

    @Override
    public String name() {
        return "stress-" + stressor;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.higherIsBetter(name() + ".ops", "bogo ops/s"));
    }

    @Override
    public Needs needs() {
        return Needs.program("stress-ng");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("options", String.join(" ", more), "instances", "1");
    }

    @Override
    public Measurement measure(Testbed testbed) {
        int seconds = testbed.timing().measureSeconds();
        List<String> words = new ArrayList<>(List.of("stress-ng", "--" + stressor, "1"));
        words.addAll(more);
        words.addAll(List.of("--timeout", seconds + "s", "--metrics-brief", "--temp-path", "/tmp"));
        String text = Output.of(
                        testbed,
                        Command.shell("stress-ng --version 2>&1 </dev/null && " + String.join(" ", words)
                                + " 2>&1 </dev/null"),
                        Duration.ofSeconds(seconds))
                .stdout();
        return Measurement.of(metrics().get(0), rate(text, stressor)).addFact("stress-ng", version(text));
    }

    static String version(String text) {
        Matcher version = VERSION.matcher(text);
        return version.find() ? version.group(1) : "unknown";
    }

    /**
     * The rate of one stressor in real time.
     *
     * @throws InvalidMeasurementException if it is not there, or operations and time make another
     */
    static double rate(String text, String stressor) {
        for (Matcher line = LINE.matcher(text); line.find(); ) {
            if (line.group(1).equals(stressor)) {
                double rate = Output.positive("stress-ng", "rate", line.group(4));
                double operations = Output.positive("stress-ng", "count of operations", line.group(2));
                double seconds = Output.positive("stress-ng", "real time", line.group(3));
                Output.agree(
                        "stress-ng", "rate", rate, "operations ÷ real time", operations / seconds, 0.05, "bogo ops/s");
                return rate;
            }
        }
        throw new InvalidMeasurementException(
                "stress-ng's output has no metrics of %s; it ends with: %s".formatted(stressor, Output.end(text)));
    }
}
