package org.nestlab;

import org.apiguardian.api.API;
import org.nestlab.spec.LabSpec;

/** Names a lab, so that {@link Lab} can ask for it. A definition is a class with a constructor without parameters. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LabDefinition {

    /** The lab; the same value at every call. */
    LabSpec spec();
}
