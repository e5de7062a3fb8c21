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
 * Two sides that are visited in turns and measured, and the labs around them. Closing a stage leaves them as they were.
 * A side is a machine of a lab ({@link MachineStage}), or a lab that is booted for each visit.
 */
public interface Stage extends AutoCloseable {

    /** For example {@code L2 guest}. */
    String label(Side side);

    Level level(Side side);

    /**
     * What the two machines lack for a workload, with a sentence each that says what to do; empty if they lack nothing.
     */
    List<String> missing(Workload workload);

    /** Checks that apply to the whole experiment, with their results. */
    List<Check> checks();

    /** What both machines look like, for {@link org.nestlab.experiment.ExperimentDesign#setup()}. */
    Map<String, String> setup();

    Fingerprint fingerprint();

    /**
     * Waits, for a bounded time, until the host has nothing else to do.
     *
     * @return a line for the reader if the host did not become idle in time; otherwise empty
     */
    List<String> awaitQuiet();

    /**
     * Visits one side. First every guest that is not measured on either side is suspended, whichever side is visited,
     * so that both sides have the same cost. Then the guests that the side needs are resumed, and the machines settle.
     * After the work all guests run again.
     *
     * @return the result of the work
     */
    <T> T visit(Side side, Supplier<T> work);

    /**
     * Runs a workload on the side that is visited.
     *
     * @throws org.nestlab.workload.InvalidMeasurementException if its result cannot be trusted
     */
    Counted measure(Side side, Workload workload);

    /**
     * A measurement and what was counted during it.
     *
     * @param counts by KVM's names, for example {@code exits}
     */
    record Counted(Measurement measurement, Map<String, Long> counts) {}

    /**
     * Repairs what the emulation of the hardware broke, so that measuring can continue: resets the guest and waits for
     * it.
     *
     * @return what was broken, in one line; empty if nothing was, as always on real hardware
     * @throws org.nestlab.LabException if the guest does not come back
     */
    Optional<String> mend();

    @Override
    void close();
}
