package org.nestlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.nestlab.machine.Command;

/**
 * A system index by stress-ng, which every image has: arithmetic on integers and on floating-point numbers, file data,
 * pipes, context switches, processes, page faults and system calls, one after the other. It is not UnixBench's index
 * and cannot be compared with it.
 *
 * <h2>Metric</h2>
 * {@code .index} (bogo ops/s): the geometric mean of the rates of the eight parts. It means something only beside that
 * of another machine with the same version of stress-ng. A part that is twice as slow moves the index as much as any
 * other part that is; the index of one machine in per cent of another's does not depend on the units of the parts.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SystemIndex implements Workload {

    /**
     * A stressor and its options.
     *
     * @param options lines of a job file of stress-ng
     */
    private record Part(String stressor, List<String> options) {

        Part(String stressor, String... options) {
            this(stressor, List.of(options));
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part("cpu", "cpu-method int64"),
            new Part("matrix", "matrix-method prod"),
            new Part("sendfile"),
            new Part("pipe"),
            new Part("switch"),
            new Part("fork"),
            new Part("fault"),
            // stress-ng's own choice would be those that are fast on the machine.
            new Part("syscall", "syscall-method all"));

    private final boolean everyCpu;

    private SystemIndex(boolean everyCpu) {
        this.everyCpu = everyCpu;
    }

    /** {@code system-index-single}: one copy of each part. */
    public static SystemIndex single() {
        return new SystemIndex(false);
    }

    /** {@code system-index-percpu}: one copy for each CPU. */
    public static SystemIndex perCpu() {
        return new SystemIndex(true);
    }

    @Override
    public String name() {
        return everyCpu ? "system-index-percpu" : "system-index-single";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.higherIsBetter(name() + ".index", "bogo ops/s"));
    }

    @Override
    public Needs needs() {
        return Needs.program("stress-ng");
    }

    @Override
    public Map<String, String> settings() {
        String parts = PARTS.stream()
                .map(part -> String.join(" ", part.stressor(), String.join(" ", part.options()))
                        .strip())
                .collect(Collectors.joining(", "));
        return Map.of("copies", everyCpu ? "one for each CPU" : "1", "parts", parts);
    }

    /** Each part takes a quarter of the time that is to be measured, and at least a second. */
    @Override
    public Measurement measure(Testbed testbed) {
        int seconds = Math.max(1, testbed.timing().measureSeconds() / 4);
        String text = Output.of(
                        testbed,
                        Command.shell("stress-ng --version 2>&1 </dev/null && stress-ng --job /dev/stdin 2>&1")
                                .withInput(job(everyCpu ? testbed.cpus() : 1, seconds)),
                        Duration.ofSeconds((long) seconds * PARTS.size()))
                .stdout();
        return Measurement.of(metrics().get(0), index(text)).addFact("stress-ng", StressNg.version(text));
    }

    private static String job(int copies, int seconds) {
        return Stream.concat(
                        Stream.of(
                                "run sequential", "metrics-brief", "timeout %ds".formatted(seconds), "temp-path /tmp"),
                        PARTS.stream()
                                .flatMap(part -> Stream.concat(
                                        Stream.of(part.stressor() + " " + copies), part.options().stream())))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /**
     * The geometric mean of the rates.
     *
     * @throws InvalidMeasurementException if a part is not there, for example because stress-ng skipped it
     */
    static double index(String text) {
        double logarithms = 0;
        for (Part part : PARTS) {
            logarithms += Math.log(StressNg.rate(text, part.stressor()));
        }
        return Math.exp(logarithms / PARTS.size());
    }
}
