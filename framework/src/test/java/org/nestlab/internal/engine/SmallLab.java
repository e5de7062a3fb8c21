package org.nestlab.internal.engine;

import org.nestlab.LabDefinition;
import org.nestlab.spec.LabSpec;

/** The quickest lab to boot, for the command line's {@code --lab}. */
public final class SmallLab implements LabDefinition {

    @Override
    public LabSpec spec() {
        return LabRun.small();
    }
}
