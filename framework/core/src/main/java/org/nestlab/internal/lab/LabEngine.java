package org.nestlab.internal.lab;

import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.plan.Capacity;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;

/** Brings labs up. Safe for use by several threads at once. */
public interface LabEngine {

    /**
     * Brings a lab up, all its guests ready; what was created before a failure is removed again.
     *
     * @throws org.nestlab.LabException whose type says who must act
     */
    RunningLab bringUp(LabSpec spec, Settings settings);

    /**
     * Brings up a lab that may stay up after this process; closing it then only releases it.
     *
     * @throws LabIsUpException if there is a lab of this spec already and a second one is not wanted
     */
    default RunningLab bringUp(LabSpec spec, Settings settings, LabUse use) {
        if (use != LabUse.TESTS) {
            throw new UnsupportedOperationException("this engine's labs end with their process");
        }
        return bringUp(spec, settings);
    }

    /**
     * The same for tests that measure nothing: where the settings allow it, the lab is one that an earlier run has
     * handed on, or is thawed from a snapshot of an earlier one of the same spec.
     */
    default RunningLab bringUpForTests(LabSpec spec, Settings settings) {
        return bringUp(spec, settings);
    }

    /** The same for a test that wants a lab that no test has used. */
    default RunningLab bringUpUnused(LabSpec spec, Settings settings) {
        return bringUpForTests(spec, settings);
    }

    /**
     * What the host has for labs at the moment.
     *
     * @throws org.nestlab.LabException if the host cannot be asked
     */
    default Capacity capacity(Settings settings) {
        return Capacity.UNKNOWN;
    }

    /** How often it has started labs so far. */
    default Starts starts() {
        return Starts.NONE;
    }
}
