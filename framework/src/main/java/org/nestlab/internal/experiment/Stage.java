package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.machine.Level;
import org.nestlab.workload.Check;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** Two machines set up to be measured, and the lab around them. Closing it leaves both as they were. */
public interface Stage extends AutoCloseable {

    Testbed testbed(Side side);

    /** For example {@code L2 guest}. */
    String label(Side side);

    Level level(Side side);

    /** What the two machines lack for a workload, a sentence each that says what to do; empty where they have all. */
    List<String> missing(Workload workload);

    /** Proofs that hold for the whole experiment, or do not. */
    List<Check> checks();

    /** What both machines look like, for {@link org.nestlab.experiment.Experiment#setup()}. */
    Map<String, String> setup();

    Fingerprint fingerprint();

    /**
     * Waits, for a bounded time, until the host has nothing else to do.
     *
     * @return a line for the reader where it was in vain; empty where it is quiet
     */
    List<String> awaitQuiet();

    /**
     * Visits one side: every guest that is not measured on either side is suspended first, whichever side it is, so
     * that both pay for it; those that the side itself needs are resumed; then everything settles. After the work all
     * run again.
     */
    void visit(Side side, Runnable work);

    /**
     * Begins to count what a machine's virtual CPUs do, by KVM of the level above.
     *
     * @return the increase since then, for example {@code exits}; empty where nobody counts
     */
    Supplier<Map<String, Long>> startCounting(Side side);

    /**
     * Runs a workload on the side that is visited.
     *
     * @throws org.nestlab.workload.InvalidMeasurementException if what came out cannot be trusted
     */
    default Counted measure(Side side, Workload workload) {
        Supplier<Map<String, Long>> counted = startCounting(side);
        Measurement measurement = workload.measure(testbed(side));
        return new Counted(measurement, counted.get());
    }

    /**
     * A measurement and what was counted meanwhile.
     *
     * @param counts by KVM's names, for example {@code exits}
     */
    record Counted(Measurement measurement, Map<String, Long> counts) {}

    /**
     * Mends what the emulation of the hardware broke, so that measuring can go on: the guest is reset and awaited.
     *
     * @return what was broken, in one line; empty where nothing like that is found, as always on real hardware
     * @throws org.nestlab.LabException if the guest does not come back
     */
    Optional<String> mend();

    @Override
    void close();
}
