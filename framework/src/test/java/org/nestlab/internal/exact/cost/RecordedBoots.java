package org.nestlab.internal.exact.cost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.machine.EmulatorIdentity;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.ExactMachines;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.SerialRun;
import org.nestlab.internal.exact.machine.SerialRuns;

/** Machines whose boots answer what was recorded, in order; what was asked of each is kept. */
final class RecordedBoots implements ExactMachines {

    static final Ending HUNG = new Ending.Hung(Duration.ofSeconds(61), "L2: nestlab-exits 1 mark");
    static final Ending DONE = new Ending.Finished(0);
    static final CostKey WINDOW = CostKey.parse("L3:window");
    static final CostKey MMIO = CostKey.parse("L3:mmio");

    /** What a machine printed that measured everything. */
    static final List<String> ALL = SerialLogs.intel().stream()
            .filter(line -> !line.contains("reasons=1"))
            .toList();

    private final Deque<SerialRun> answers = new ArrayDeque<>();
    private final List<String> booted = new ArrayList<>();

    void answer(Ending ending, List<String> lines) {
        answers.add(SerialRuns.of(ending, lines));
    }

    /** The seed of each boot, and the last line of what L2 was to run. */
    List<String> booted() {
        return booted;
    }

    /** Whether each answer was asked for. */
    boolean areUsedUp() {
        return answers.isEmpty();
    }

    Measured.Figures figures() {
        return (Measured.Figures) run(Subject.EXITS);
    }

    Measured run(Subject subject) {
        return costRun(subject).measure(MachineSpec.of(Vendor.INTEL));
    }

    CostRun costRun(Subject subject) {
        ProbeProgram program = new ProbeProgram(Path.of("probe"), "2".repeat(64));
        return new CostRun(this, program, Duration.ofMinutes(15), subject, false, line -> {});
    }

    /** Up to the first mark of a kind, as where L2 hangs in it. */
    static List<String> until(CostKey key) {
        List<String> lines = new ArrayList<>();
        for (String line : ALL) {
            lines.add(line);
            if (line.contains(" mark level=%s kind=%s at=0".formatted(key.level(), key.kind()))) {
                return lines;
            }
        }
        throw new IllegalArgumentException(key + " has no mark");
    }

    static List<String> without(CostKey key) {
        Predicate<String> its = line -> line.contains("level=%s kind=%s ".formatted(key.level(), key.kind()));
        return ALL.stream().filter(its.negate()).toList();
    }

    @Override
    public EmulatorIdentity emulator(Vendor vendor) {
        return SerialRuns.emulator();
    }

    @Override
    public SerialRun run(MachineSpec spec, Payload payload, Duration limit, Consumer<String> progress) {
        booted.add(spec.seed() + ": "
                + payload.inner()
                        .orElseThrow()
                        .script()
                        .lines()
                        .reduce((one, later) -> later)
                        .orElse(""));
        return SerialRuns.answering(spec, answers.removeFirst());
    }
}
