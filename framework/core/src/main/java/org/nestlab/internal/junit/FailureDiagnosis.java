package org.nestlab.internal.junit;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCrashedException;
import org.nestlab.LabException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.failure.Headlines;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.pool.LabLease;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the lab of a failed test for evidence, once for each failure, and hands it to the listeners. */
public final class FailureDiagnosis {

    private static final Logger LOG = LoggerFactory.getLogger(FailureDiagnosis.class);

    private FailureDiagnosis() {}

    /**
     * Deals with a failure while the lab is as the failure left it. If the lab is dead, that is added to the failure
     * and the lab is discarded.
     *
     * @return what the test ends with: an abort if the emulation broke a guest, otherwise the lab's own exception
     *     where JUnit wrapped it, else the failure itself
     */
    public static Throwable of(Throwable failure, ExtensionContext context) {
        Throwable told = unwrap(failure);
        if (told instanceof EmulatorFaultException) {
            // Its lab did not come up: there is none to ask, and the next test tries again.
            return aborted(String.valueOf(told.getMessage()), told, context);
        }
        if (told instanceof TestAbortedException || !isFirst(told, context)) {
            return told;
        }
        return TestLab.leaseOf(context)
                .flatMap(lease -> lease.pool().held(lease).map(lab -> judged(lab, lease, told, context)))
                .orElse(told);
    }

    /** JUnit reports one failure through several callbacks; whether this is the first one of the session. */
    private static boolean isFirst(Throwable failure, ExtensionContext context) {
        return TestLab.sessionStore(context)
                .getOrComputeIfAbsent(Seen.class, key -> Seen.none(), Seen.class)
                .failures()
                .add(failure);
    }

    private static Throwable judged(RunningLab lab, LabLease lease, Throwable failure, ExtensionContext context) {
        Optional<String> cut = lab.cutShort();
        if (cut.isPresent()) {
            // Its levels were asked before it was taken down.
            tell(failure, cut.get());
            lease.pool().discard(lease);
            return failure;
        }
        examine(lab, lease, failure, context);
        // Examining looks at the CPUs, too.
        return lab.emulatorFault()
                .<Throwable>map(what -> aborted(what, failure, context))
                .orElse(failure);
    }

    private static TestAbortedException aborted(String what, Throwable failure, ExtensionContext context) {
        TestLab.leaseOf(context)
                .ifPresent(lease -> lease.pool()
                        .runAgain()
                        .add(
                                context.getTestClass().map(Class::getName).orElse(context.getDisplayName()),
                                context.getTestMethod().map(Method::getName).orElse(null)));
        return new TestAbortedException(
                "cannot tell: %s. The next test gets a new lab; run this one again".formatted(what), failure);
    }

    private static void examine(RunningLab lab, LabLease lease, Throwable failure, ExtensionContext context) {
        Findings findings = FailedVerdicts.isOne(failure)
                ? FailedVerdicts.of(context).examine(context.getUniqueId(), () -> diagnosed(lab, failure))
                : diagnosed(lab, failure);
        findings.evidence().forEach(LabListeners.discovered()::publish);
        findings.attribution()
                .filter(found -> found.cause() != FailureCause.THE_TEST)
                .ifPresent(found -> tell(failure, found.headline()));
        lab.dead().ifPresent(death -> {
            failure.addSuppressed(dead(lab, death));
            lease.pool().discard(lease);
        });
    }

    private static Findings diagnosed(RunningLab lab, Throwable failure) {
        try {
            return lab.diagnose(failure);
        } catch (RuntimeException e) {
            LOG.warn("lab '{}' gave no evidence: {}", lab.spec().name(), e.getMessage(), e);
            return new Findings(Optional.empty(), List.of());
        }
    }

    private static GuestCrashedException dead(RunningLab lab, String death) {
        return new GuestCrashedException("lab '%s' is dead and the next test gets a new one: %s"
                .formatted(lab.spec().name(), death));
    }

    /**
     * After a test or a class has cleaned up: a lab in which a guest was found silent, and still is, is discarded. Its
     * next test would fail of that too.
     */
    static void afterCleaningUp(ExtensionContext context) {
        TestLab.leaseOf(context)
                .ifPresent(lease -> lease.pool()
                        .held(lease)
                        .ifPresent(lab -> lab.askAgain().ifPresent(death -> {
                            LOG.warn(
                                    "lab '{}' does not answer and is replaced: {}",
                                    lab.spec().name(),
                                    death);
                            context.getExecutionException()
                                    .ifPresent(failure -> failure.addSuppressed(dead(lab, death)));
                            lease.pool().discard(lease);
                        })));
    }

    /**
     * On top of an exception of ours; others keep their messages, which tools compare, and get it as the first that
     * they suppress.
     */
    private static void tell(Throwable failure, String headline) {
        if (failure instanceof LabException ours) {
            Headlines.put(ours, headline);
        } else {
            failure.addSuppressed(new ProvisioningException(headline));
        }
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof ParameterResolutionException && failure.getCause() instanceof LabException cause
                ? cause
                : failure;
    }

    /** The failures that were examined, until nothing else refers to them. */
    private record Seen(Set<Throwable> failures) {
        static Seen none() {
            return new Seen(Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>())));
        }
    }
}
