package org.nestlab.internal.upgrade;

import java.util.List;
import java.util.SortedMap;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Workload;

/** A lab as its guests are booted to be measured. */
public final class MeasuredLab {

    private MeasuredLab() {}

    /**
     * Checks that a lab has the levels that are to be measured.
     *
     * @throws LabConfigurationException if it has not, or nothing is to be measured
     */
    static void requireLevels(LabSpec lab, SortedMap<Level, List<Workload>> workloads) {
        if (workloads.isEmpty()) {
            throw new LabConfigurationException(
                    "nothing to compare by; expected a workload, like L2:sysbench-cpu-single");
        }
        for (Level level : workloads.keySet()) {
            if (level.depth() < 1 || level.depth() > lab.depth()) {
                throw new LabConfigurationException(
                        "a workload for %s, and the levels of lab '%s' whose guests are booted are L1 to L%d"
                                .formatted(level, lab.name(), lab.depth()));
            }
        }
    }

    /**
     * Checks a tolerance.
     *
     * @throws LabConfigurationException if it is none
     */
    public static void requireTolerance(double tolerance) {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new LabConfigurationException(
                    "the tolerance is %s; expected more than 0 and less than 1, like 0.10".formatted(tolerance));
        }
    }

    /** Adds the shared scratch disk if a workload needs it. */
    static LabSpec withDisk(LabSpec lab, SortedMap<Level, List<Workload>> workloads) {
        boolean needed = workloads.values().stream()
                .flatMap(List::stream)
                .anyMatch(workload -> workload.needs().scratchDisk());
        return needed && lab.sharedScratchGib() == 0 ? lab.withSharedScratchDisk(1) : lab;
    }

    /**
     * Leaves out guests below the deepest measured level, because each of them would cost an additional boot every
     * time.
     */
    static LabSpec downTo(LabSpec lab, Level deepest) {
        return lab.with(deepest, guest -> guest.withGuests(List.of()));
    }
}
