package org.nestlab.internal.junit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.nestlab.GuestCrashedException;
import org.nestlab.LabException;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.spi.LabEvent;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the lab of a failed test for evidence, once for each failure, and hands it to the listeners. */
public final class Diagnosis {

    private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);

    /** Failures that were dealt with: JUnit reports one through several callbacks. */
    private static final Map<Throwable, Boolean> SEEN = Collections.synchronizedMap(new WeakHashMap<>());

    private Diagnosis() {}

    /**
     * Deals with a failure while the lab is as the failure left it. If the lab is dead, that is added to the failure and the
     * lab is discarded.
     *
     * @return what the test is to fail with: the lab's own exception where JUnit wrapped it, the failure itself otherwise
     */
    public static Throwable of(Throwable failure, ExtensionContext context) {
        Throwable told = unwrap(failure);
        if (told instanceof TestAbortedException || SEEN.put(told, true) != null) {
            return told;
        }
        LabContext.leaseOf(context)
                .ifPresent(lease -> lease.pool().held(lease).ifPresent(lab -> examine(lab, lease, told)));
        return told;
    }

    private static void examine(RunningLab lab, LabLease lease, Throwable failure) {
        List<LabEvent.Evidence> evidence;
        try {
            evidence = lab.diagnose(failure);
        } catch (RuntimeException e) {
            LOG.warn("lab '{}' gave no evidence: {}", lab.spec().name(), e.getMessage(), e);
            evidence = List.of();
        }
        evidence.forEach(LabListeners.discovered()::publish);
        lab.dead().ifPresent(death -> {
            failure.addSuppressed(new GuestCrashedException("lab '%s' is dead and the next test gets a new one: %s"
                    .formatted(lab.spec().name(), death)));
            lease.pool().discard(lease);
        });
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof ParameterResolutionException && failure.getCause() instanceof LabException cause
                ? cause
                : failure;
    }
}
