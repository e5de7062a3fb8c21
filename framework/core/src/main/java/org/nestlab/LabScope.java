package org.nestlab;

import org.apiguardian.api.API;

/** Who shares a lab. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum LabScope {
    /** All classes of a test run that ask for equal specs share one lab, one after the other or at once. */
    SHARED,
    /** The class and its nested classes have the lab for themselves, from its first use to the end of the class. */
    CLASS
}
