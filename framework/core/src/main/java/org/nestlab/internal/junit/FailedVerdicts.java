package org.nestlab.internal.junit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.InvalidExperimentError;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.internal.lab.Findings;

/**
 * What the lab of a failed verdict was found to be. The dynamic tests of one factory judge figures that were all
 * measured before the first of them ran, so the lab is examined for the first one that fails. The others get the same
 * answer: a bug report for each metric would hold the same lab, and on a busy host each takes a minute.
 */
final class FailedVerdicts {

    private final Map<String, Findings> byMethod = new ConcurrentHashMap<>();

    private FailedVerdicts() {}

    /** Those of the session. */
    static FailedVerdicts of(ExtensionContext context) {
        return TestLab.sessionStore(context)
                .getOrComputeIfAbsent(FailedVerdicts.class, key -> new FailedVerdicts(), FailedVerdicts.class);
    }

    static boolean isOne(Throwable failure) {
        return failure instanceof ThresholdExceededError
                || failure instanceof InvalidExperimentError
                || failure instanceof InconclusiveError;
    }

    /**
     * What was found of the lab.
     *
     * @param method the unique id of the test method or test factory
     */
    Findings examine(String method, Supplier<Findings> examination) {
        Findings before = byMethod.get(method);
        if (before != null) {
            return before.again();
        }
        Findings found = examination.get();
        byMethod.put(method, found);
        return found;
    }
}
