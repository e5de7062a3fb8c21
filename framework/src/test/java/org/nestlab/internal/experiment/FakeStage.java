package org.nestlab.internal.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Check;
import org.nestlab.workload.ScratchDisk;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/** Two machines that exist only in name, and a record of who was visited. */
public final class FakeStage implements MachineStage {

    public final List<Side> visits = new ArrayList<>();
    public List<String> missing = List.of();
    List<String> noise = List.of();
    public Consumer<Integer> beforeVisit = number -> {};
    List<Check> checks = List.of();
    Supplier<Optional<String>> mending = Optional::empty;
    public boolean closed;
    public Function<Side, Testbed> testbeds = side -> new SilentBed();
    private final Level subject;
    private final Level reference;
    private final UnaryOperator<String> names;
    private @Nullable Side visited;

    FakeStage() {
        this(Level.L2, Level.L1, level -> level.equals("L2") ? "L2 guest" : "L1 hypervisor");
    }

    private FakeStage(Level subject, Level reference, UnaryOperator<String> names) {
        this.subject = subject;
        this.reference = reference;
        this.names = names;
    }

    /** Of one machine, which is both sides. */
    public static FakeStage ofOne(Machine machine) {
        return new FakeStage(machine.level(), machine.level(), level -> machine.label());
    }

    /** Of two machines. */
    public static FakeStage between(Machine subject, Machine reference) {
        return new FakeStage(
                subject.level(),
                reference.level(),
                level -> (level.equals(subject.level().toString()) ? subject : reference).label());
    }

    /** The side that is measured now. */
    Side side() {
        return Optional.ofNullable(visited).orElseThrow();
    }

    @Override
    public Testbed testbed(Side side) {
        if (side != visited) {
            throw new IllegalStateException(side + " is measured while " + visited + " is visited");
        }
        return testbeds.apply(side);
    }

    @Override
    public String label(Side side) {
        return names.apply(level(side).toString());
    }

    @Override
    public Level level(Side side) {
        return side == Side.SUBJECT ? subject : reference;
    }

    @Override
    public List<String> missing(Workload workload) {
        return missing;
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public Map<String, String> setup() {
        return Map.of("cpus", "1");
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.UNKNOWN;
    }

    @Override
    public List<String> awaitQuiet() {
        return noise;
    }

    @Override
    public <T> T visit(Side side, Supplier<T> work) {
        visits.add(side);
        beforeVisit.accept(visits.size());
        visited = side;
        try {
            return work.get();
        } finally {
            visited = null;
        }
    }

    @Override
    public Supplier<Map<String, Long>> startCounting(Side side) {
        return () -> side == Side.SUBJECT ? Map.of("exits", 500L) : Map.of();
    }

    @Override
    public Optional<String> mend() {
        return mending.get();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Measures nothing: the workloads of these tests make their numbers up. */
    private static final class SilentBed implements Testbed {
        @Override
        public Machine machine() {
            throw new AssertionError("no machine in this test");
        }

        @Override
        public CommandResult run(Command command) {
            throw new AssertionError("no command in this test");
        }

        @Override
        public CommandResult runOnParent(Command command) {
            throw new AssertionError("no command in this test");
        }

        @Override
        public int cpus() {
            return 1;
        }

        @Override
        public Tier tier() {
            return Tier.EMULATED;
        }

        @Override
        public Timing timing() {
            throw new AssertionError("no timing in this test");
        }

        @Override
        public Optional<ScratchDisk> scratchDisk() {
            return Optional.empty();
        }
    }
}
