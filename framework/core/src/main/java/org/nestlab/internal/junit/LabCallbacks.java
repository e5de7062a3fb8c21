package org.nestlab.internal.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.Executable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.DirtiesLab;
import org.nestlab.LabExtension;

/** What the extension does at JUnit's callbacks other than injecting. */
public final class LabCallbacks {

    private LabCallbacks() {}

    /** Finds an author's mistakes once, before the tests of a class would each find them. */
    public static void check(ExtensionContext context) {
        TestLab.of(context);
        Injection.checkFields(context.getRequiredTestClass());
    }

    /**
     * Whether an extension is the one that answers for a test: a nested class may have another than the class around
     * it, and JUnit calls both.
     */
    public static boolean answers(LabExtension extension, ExtensionContext context) {
        LabDeclaration declaration =
                TestLab.of(context).map(TestLab::declaration).orElse(null);
        return declaration instanceof LabDeclaration.Registered registered
                ? registered.extension() == extension
                : extension.spec().isEmpty();
    }

    /**
     * Marks the lab as in use.
     *
     * @param reused whether the test's instances served other tests before, so that their fields may be of another lab
     */
    public static void startTest(ExtensionContext context, boolean reused) {
        Optional<TestLab> lab = TestLab.of(context);
        MatrixCell.tell(lab);
        lab.ifPresent(TestLab::use);
        if (reused) {
            for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
                Injection.fillFields(instance, context);
            }
        }
    }

    /**
     * Runs one test of a {@code @TestFactory}, which uses the lab of its factory: told to the listeners, and a failure
     * is dealt with while the lab is as the failure left it.
     */
    public static void dynamicTest(Executable test, ExtensionContext context) throws Throwable {
        ExtensionContext factory = factory(context);
        MatrixCell.tell(TestLab.of(factory));
        TestLab.leaseOf(factory).flatMap(lease -> lease.pool().held(lease)).ifPresent(TestLab::label);
        try {
            test.execute();
        } catch (Throwable failure) {
            throw FailureDiagnosis.of(failure, factory);
        }
    }

    /** The context of the factory's method: those of dynamic tests and of their containers know no class. */
    private static ExtensionContext factory(ExtensionContext dynamic) {
        ExtensionContext context = dynamic;
        while (context.getTestMethod().isEmpty()) {
            context = context.getParent().orElseThrow();
        }
        return context;
    }

    /** Deals with a failure that no handler saw, and discards the lab if the test dirties it. */
    public static void endTest(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> FailureDiagnosis.of(failure, context));
        FailureDiagnosis.afterCleaningUp(context);
        if (AnnotationSupport.isAnnotated(context.getElement(), DirtiesLab.class)) {
            TestLab.leaseOf(context).ifPresent(lease -> {
                lease.pool().discard(lease);
                lease.pool().endUse(lease, context.getUniqueId());
            });
        }
    }

    /**
     * Deals with a failure that no handler saw, discards the lab if the class dirties it, and ends the class's claim.
     * JUnit's store would end it too, but wraps what goes wrong then.
     */
    public static void endClass(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> FailureDiagnosis.of(failure, context));
        FailureDiagnosis.afterCleaningUp(context);
        TestLab.leaseOf(context).ifPresent(lease -> {
            if (AnnotationSupport.isAnnotated(context.getRequiredTestClass(), DirtiesLab.class)) {
                lease.pool().discard(lease);
            }
            if (lease.home().equals(context.getUniqueId())) {
                lease.close();
            }
        });
    }
}
