package org.nestlab.workload;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.nestlab.machine.Command;

/**
 * What the hypervisor costs by itself: an operation that ends in it, timed in cycles of the time-stamp counter by a
 * program of a few dozen instructions. The best of ten repeats counts, as anything else on the machine can only make it
 * slower.
 *
 * <p>x86-64 only. On an emulated CPU a {@code cpuid} is one instruction like another, so L1 of an emulated lab shows no
 * exits.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExitProbe implements Workload {

    private static final int REPEATS = 10;
    private static final int PAGE = 4096;

    private final String name;
    private final String assembly;
    private final String unit;
    private final int count;
    private final int cpus;

    private ExitProbe(String name, String assembly, String unit, int count, int cpus) {
        this.name = name;
        this.assembly = assembly;
        this.unit = unit;
        this.count = count;
        this.cpus = cpus;
    }

    /** {@code exit-cpuid}: every {@code cpuid} leaves the guest, so this is the price of an exit, in cycles. */
    public static ExitProbe cpuid() {
        return new ExitProbe("exit-cpuid", ProbeCode.CPUID, "cycles/exit", 1000, 1);
    }

    /**
     * {@code exit-touch}: the first write to a page of new memory, which is where nested page tables are filled, in
     * cycles.
     */
    public static ExitProbe touch() {
        return new ExitProbe("exit-touch", ProbeCode.TOUCH, "cycles/page", 2000, 1);
    }

    /**
     * {@code exit-pipe}: a byte to a process on another CPU and back, in cycles. Each way wakes a CPU that sleeps,
     * which is an interrupt between virtual CPUs.
     */
    public static ExitProbe pipe() {
        return new ExitProbe("exit-pipe", PipeCode.ASSEMBLY, "cycles/round trip", 200, 2);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.lowerIsBetter(name + ".cycles", unit));
    }

    @Override
    public Needs needs() {
        return Needs.program("od", "base64", "mktemp").withCpus(cpus);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("operations", "" + count, "repeats", "" + REPEATS);
    }

    @Override
    public Measurement measure(Testbed testbed) {
        String program = Base64.getEncoder().encodeToString(program());
        String text = Output.of(testbed, Command.shell("""
                                f=$(mktemp "${TMPDIR:-/tmp}/nestlab-probe.XXXXXX") || exit 1
                                trap 'rm -f "$f" "$f.out"' EXIT
                                trap 'exit 1' HUP INT TERM
                                base64 -d >"$f" && chmod 700 "$f" && "$f" >"$f.out" && od -A n -v -t u8 -w8 "$f.out"
                                """).withInput(program), Duration.ofSeconds(5))
                .stdout();
        return Measurement.of(metrics().get(0), best(text) / count).withOperations((double) count * REPEATS);
    }

    byte[] program() {
        return TinyElf.of(TinyElf.code(assembly, REPEATS, count, count * PAGE));
    }

    /**
     * The least of the repeats' cycles.
     *
     * @throws InvalidMeasurementException if there are fewer or more repeats, or one is not a number greater than 0
     */
    static double best(String text) {
        // 115040
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() != REPEATS) {
            throw new InvalidMeasurementException("the exit probe printed %d repeats; expected %d; it ends with: %s"
                    .formatted(lines.size(), REPEATS, Output.end(text)));
        }
        return lines.stream()
                .mapToDouble(line -> Output.positive("the exit probe", "count of cycles", line))
                .min()
                .orElseThrow();
    }
}
