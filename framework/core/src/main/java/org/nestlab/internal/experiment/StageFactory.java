package org.nestlab.internal.experiment;

import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Machine;
import org.nestlab.workload.Timing;

/** Sets two machines of a lab up to be measured. */
@FunctionalInterface
public interface StageFactory {

    /**
     * Sets them up.
     *
     * @throws org.nestlab.LabException if they cannot be measured
     */
    Stage open(RunningLab lab, Machine subject, Machine reference, Timing timing, Settings settings);
}
