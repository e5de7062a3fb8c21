package org.nestlab.internal.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.nestlab.spec.LabSpec;

/** Remembers which labs did not come up, so that a broken host costs one failed attempt and not one for each test. */
final class FailedLabs {

    private final Map<LabSpec, LabException> failures = new ConcurrentHashMap<>();

    /** Remembers the failure and hands it back; one that says nothing about the next attempt is forgotten at once. */
    LabException remember(LabSpec spec, LabException failure) {
        if (!(failure instanceof EmulatorFaultException)) {
            failures.put(spec, failure);
        }
        return failure;
    }

    /**
     * Refuses a lab that failed.
     *
     * @throws LabException of the type of the first failure, if the lab failed before
     */
    void check(LabSpec spec) {
        LabException failure = failures.get(spec);
        if (failure != null) {
            throw again("lab '%s' failed before: %s".formatted(spec.name(), failure.getMessage()), failure);
        }
    }

    /** Covers every type: a reader who sorts failures must find the same type again. */
    private static LabException again(String message, LabException failure) {
        if (failure instanceof HostNotCapableException) {
            return new HostNotCapableException(message, failure);
        }
        if (failure instanceof LabConfigurationException) {
            return new LabConfigurationException(message, failure);
        }
        if (failure instanceof GuestCommandException) {
            return new GuestCommandException(message, failure);
        }
        if (failure instanceof GuestCrashedException) {
            return new GuestCrashedException(message, failure);
        }
        return failure instanceof NoAnswerException
                ? new NoAnswerException(message, failure)
                : new ProvisioningException(message, failure);
    }
}
