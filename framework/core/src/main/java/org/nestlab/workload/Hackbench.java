package org.nestlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.machine.Command;

/**
 * The scheduler, by rt-tests' {@code hackbench}: 40 processes that send each other 100 messages each over sockets. The
 * work is fixed, the time is what is measured, so it does not last as long as the profile says.
 *
 * <h2>Metric</h2>
 * {@code hackbench.time} (s).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Hackbench implements Workload {

    private static final Metric TIME = Metric.lowerIsBetter("hackbench.time", "s");
    // Time: 0.999
    private static final Pattern LINE = Pattern.compile("(?m)^Time: (\\S++)$");

    @Override
    public String name() {
        return "hackbench";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(TIME);
    }

    @Override
    public Needs needs() {
        return Needs.program("hackbench");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("groups", "1", "loops", "100");
    }

    @Override
    public Measurement measure(Testbed testbed) {
        Command command = Command.of("hackbench", "-g", "1", "-l", "100");
        return Measurement.of(
                        TIME,
                        seconds(Output.of(testbed, command, Duration.ofSeconds(30))
                                .stdout()))
                .addFact("cpus", "" + testbed.cpus());
    }

    static double seconds(String text) {
        return Output.positive("hackbench", "time", LINE, text);
    }
}
