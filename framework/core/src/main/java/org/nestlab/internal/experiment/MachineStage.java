package org.nestlab.internal.experiment;

import java.util.Map;
import java.util.function.Supplier;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** Two machines of one lab, set up to be measured: a workload runs on the testbed of its side. */
public interface MachineStage extends Stage {

    Testbed testbed(Side side);

    /**
     * Starts to count what a machine's virtual CPUs do, by the KVM of the level above.
     *
     * @return the increase since then, for example {@code exits}; empty if there is no counter
     */
    Supplier<Map<String, Long>> startCounting(Side side);

    @Override
    default Counted measure(Side side, Workload workload) {
        Supplier<Map<String, Long>> counted = startCounting(side);
        Measurement measurement = workload.measure(testbed(side));
        return new Counted(measurement, counted.get());
    }
}
