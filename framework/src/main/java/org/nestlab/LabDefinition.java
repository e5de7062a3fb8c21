package org.nestlab;

import org.nestlab.spec.LabSpec;

/** Names a lab, so that {@link Lab} can ask for it. A definition is a class with a constructor without parameters. */
@FunctionalInterface
public interface LabDefinition {

    /** The lab; the same value at every call. */
    LabSpec spec();
}
