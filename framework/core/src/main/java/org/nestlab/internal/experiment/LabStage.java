package org.nestlab.internal.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.Pause;
import org.nestlab.internal.testbed.BystanderGuests;
import org.nestlab.internal.testbed.Counters;
import org.nestlab.internal.testbed.MachinePair;
import org.nestlab.internal.testbed.QuietWait;
import org.nestlab.internal.testbed.Suspension;
import org.nestlab.machine.Level;
import org.nestlab.machine.Machine;
import org.nestlab.workload.Check;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/** Two machines of a real lab. */
public final class LabStage implements MachineStage {

    private static final Duration MOST_WAITING = Duration.ofSeconds(20);

    private final RunningLab lab;
    private final Machine subject;
    private final Machine reference;
    private final Timing timing;
    private final QuietWait quiet;
    private final MachinePair pair;
    private final BystanderGuests others;

    private LabStage(RunningLab lab, Machine subject, Machine reference, Timing timing, Settings settings) {
        this.lab = lab;
        this.subject = subject;
        this.reference = reference;
        this.timing = timing;
        this.quiet = new QuietWait(settings.scaled(MOST_WAITING));
        this.others = BystanderGuests.of(lab.guests(), subject, reference);
        this.pair = MachinePair.open(subject, reference, lab, timing);
    }

    /** As {@link StageFactory#open}. */
    public static Stage open(RunningLab lab, Machine subject, Machine reference, Timing timing, Settings settings) {
        return new LabStage(lab, subject, reference, timing, settings);
    }

    private Machine machine(Side side) {
        return side == Side.SUBJECT ? subject : reference;
    }

    @Override
    public Testbed testbed(Side side) {
        return side == Side.SUBJECT ? pair.subject() : pair.reference();
    }

    @Override
    public String label(Side side) {
        return machine(side).label();
    }

    @Override
    public Level level(Side side) {
        return machine(side).level();
    }

    @Override
    public List<String> missing(Workload workload) {
        return pair.missing(workload);
    }

    @Override
    public List<Check> checks() {
        return pair.checks();
    }

    @Override
    public Map<String, String> setup() {
        return pair.setup();
    }

    @Override
    public Fingerprint fingerprint() {
        return LabFingerprint.of(lab, subject.level().compareTo(reference.level()) >= 0 ? subject : reference);
    }

    @Override
    public List<String> awaitQuiet() {
        return quiet.await(lab.host());
    }

    @Override
    public <T> T visit(Side side, Supplier<T> work) {
        Suspension suspension = others.suspend(machine(side));
        try (suspension) {
            settle();
            return work.get();
        }
    }

    /** There is nothing to wait for: what settles are caches and timers of machines that were just resumed. */
    private void settle() {
        if (!Pause.of(timing.settle())) {
            throw new ProvisioningException("interrupted between two measurements");
        }
    }

    @Override
    public Supplier<Map<String, Long>> startCounting(Side side) {
        return Counters.start(machine(side))::soFar;
    }

    @Override
    public Optional<String> mend() {
        return lab.mendEmulatorFault();
    }

    @Override
    public void close() {
        pair.close();
    }
}
