package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.machine.Level;
import org.nestlab.workload.Check;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Workload;

/**
 * Two sides that are visited in turns and measured, and the labs around them. Closing it leaves them as they were. A
 * side is a machine of a lab ({@link MachineStage}), or a lab that is booted for each visit.
 */
public interface Stage extends AutoCloseable {

    /** For example {@code L2 guest}. */
    String label(Side side);

    Level level(Side side);

    /** What the two machines lack for a workload, a sentence each that says what to do; empty where they have all. */
    List<String> missing(Workload workload);

    /** Proofs that hold for the whole experiment, or do not. */
    List<Check> checks();

    /** What both machines look like, for {@link org.nestlab.experiment.ExperimentDesign#setup()}. */
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
     *
     * @return what the work answers
     */
    <T> T visit(Side side, Supplier<T> work);

    /**
     * Runs a workload on the side that is visited.
     *
     * @throws org.nestlab.workload.InvalidMeasurementException if what came out cannot be trusted
     */
    Counted measure(Side side, Workload workload);

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
