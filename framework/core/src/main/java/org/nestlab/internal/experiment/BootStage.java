package org.nestlab.internal.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.EmulatorFaultException;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.failure.Headlines;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.testbed.QuietWait;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Check;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/**
 * Two stacks of one lab, each booted anew for every visit, so that the luck of one boot, such as the layout of memory,
 * does not carry over. The first guest of each level is measured; all other guests are suspended during the
 * measurement.
 */
final class BootStage implements Stage {

    private static final Duration MOST_WAITING = Duration.ofSeconds(20);

    private final LabEngine engine;
    private final StageFactory stages;
    private final Settings settings;
    private final Host host;
    private final Map<Side, LabSpec> specs;
    private final Level deepest;
    private final Timing timing;
    private final QuietWait quiet;
    private final Fingerprint fingerprint;
    private final Map<Level, Stage> opened = new HashMap<>();
    private final List<StartedAgain> startedAgain = new ArrayList<>();
    private @Nullable RunningLab lab;
    private @Nullable SideFailure failure;
    private @Nullable String broken;

    /** What a side could not do. */
    record SideFailure(Side side, boolean booted, LabException cause) {}

    /** A boot that took another start, and why. */
    record StartedAgain(String side, String why) {

        @Override
        public String toString() {
            return "started again, as " + why;
        }
    }

    BootStage(
            LabEngine engine,
            StageFactory stages,
            Settings settings,
            Host host,
            LabSpec subject,
            LabSpec reference,
            Level deepest,
            Timing timing,
            Fingerprint fingerprint) {
        this.engine = engine;
        this.stages = stages;
        this.settings = settings;
        this.host = host;
        this.specs = new EnumMap<>(Map.of(Side.SUBJECT, subject, Side.REFERENCE, reference));
        this.deepest = deepest;
        this.timing = timing;
        this.quiet = new QuietWait(settings.scaled(MOST_WAITING));
        this.fingerprint = fingerprint;
    }

    /** Why the last pair was not completed; empty if all were. */
    Optional<SideFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Which boots took more than one start so far, and why, in order. Earlier starts are not part of a measurement. */
    List<StartedAgain> startedAgain() {
        return List.copyOf(startedAgain);
    }

    @Override
    public <T> T visit(Side side, Supplier<T> work) {
        broken = null;
        RunningLab up = bringUp(side);
        try (up) {
            lab = up;
            try {
                return work.get();
            } catch (LabException e) {
                examine(up, e);
                broken = up.emulatorFault().orElse(null);
                failure = broken == null ? new SideFailure(side, true, e) : null;
                throw e;
            } finally {
                opened.values().forEach(Stage::close);
                opened.clear();
                lab = null;
            }
        }
    }

    /** Asks the lab which layer died while it still exists: only the lab shows what the emulation did. */
    private static void examine(RunningLab up, LabException failure) {
        if (failure instanceof LabConfigurationException) {
            return;
        }
        try {
            Findings findings = up.diagnose(failure);
            findings.evidence().forEach(LabListeners.discovered()::publish);
            findings.attribution()
                    .filter(found -> found.cause() != FailureCause.THE_TEST && found.cause() != FailureCause.UNKNOWN)
                    .ifPresent(found -> Headlines.put(failure, found.headline()));
        } catch (RuntimeException unexplained) {
            failure.addSuppressed(unexplained);
        }
    }

    private RunningLab bringUp(Side side) {
        try {
            RunningLab up = engine.bringUp(spec(side), settings);
            up.startedAgain().forEach(why -> startedAgain.add(new StartedAgain(label(side), why)));
            return up;
        } catch (EmulatorFaultException e) {
            broken = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw e;
        } catch (LabException e) {
            failure = new SideFailure(side, false, e);
            throw e;
        }
    }

    private LabSpec spec(Side side) {
        return Optional.ofNullable(specs.get(side)).orElseThrow();
    }

    @Override
    public Counted measure(Side side, Workload workload) {
        LevelWorkload ofLevel = (LevelWorkload) workload;
        Stage stage = opened.computeIfAbsent(ofLevel.level(), this::open);
        List<String> missing = stage.missing(ofLevel.workload());
        if (!missing.isEmpty()) {
            throw new LabConfigurationException(
                    "not everything that is to be measured can be: " + String.join("; ", missing));
        }
        Counted counted = stage.visit(Side.SUBJECT, () -> stage.measure(Side.SUBJECT, ofLevel.workload()));
        return new Counted(ofLevel.ofLevel(counted.measurement()), counted.counts());
    }

    private Stage open(Level level) {
        RunningLab up = Optional.ofNullable(lab).orElseThrow();
        Guest guest = up.guests().get(0);
        while (guest.level().depth() < level.depth()) {
            guest = guest.guests().get(0);
        }
        return stages.open(up, guest, guest, timing, settings);
    }

    @Override
    public String label(Side side) {
        return side == Side.SUBJECT ? "candidate" : "baseline";
    }

    @Override
    public Level level(Side side) {
        return deepest;
    }

    /** Read in the first boot, because there is no machine before it. */
    @Override
    public List<String> missing(Workload workload) {
        return List.of();
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    @Override
    public Map<String, String> setup() {
        return Map.of("unit", "a boot of each side for each pair");
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public List<String> awaitQuiet() {
        return quiet.await(host);
    }

    /** Nothing to reset: the next visit boots anew. */
    @Override
    public Optional<String> mend() {
        return Optional.ofNullable(broken);
    }

    @Override
    public void close() {}
}
