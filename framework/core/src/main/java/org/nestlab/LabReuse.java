package org.nestlab;

import org.apiguardian.api.API;

/**
 * Whether a lab stays up after its run, so that the next run takes it over. No lab does where the environment variable
 * {@code CI} is set, and none in which something is measured.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum LabReuse {
    /** As the setting {@code nestlab.reuse} says, which is off by default. */
    AS_CONFIGURED,
    /** It stays up, and a lab of an equal spec that an earlier run has left up is taken over. */
    ON,
    /** It is booted, or thawed, and is taken down at the latest with its run. */
    OFF
}
