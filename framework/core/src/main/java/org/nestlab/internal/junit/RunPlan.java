package org.nestlab.internal.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Which tests a run has, after all filters; found by the ServiceLoader. What a later test needs can be prepared while
 * an earlier one waits. Tests that a test runs itself are not in it.
 */
public final class RunPlan implements LauncherSessionListener {

    private static final String KEY = "planned tests";

    /** The platform's name of {@link TestLab#NAMESPACE}. */
    private static final Namespace PLATFORM =
            Namespace.create(TestLab.NAMESPACE.getParts().toArray());

    private record Planned(List<MethodSource> methods) {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new TestExecutionListener() {
            @Override
            public void testPlanExecutionStarted(TestPlan plan) {
                session.getStore().put(PLATFORM, KEY, new Planned(methods(plan)));
            }
        });
    }

    private static List<MethodSource> methods(TestPlan plan) {
        List<MethodSource> methods = new ArrayList<>();
        plan.accept(new TestPlan.Visitor() {
            @Override
            public void visit(TestIdentifier test) {
                test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(MethodSource.class::cast)
                        .ifPresent(methods::add);
            }
        });
        return List.copyOf(methods);
    }

    /**
     * The methods of a class's tests, in the order of the run; none if the run has no plan.
     *
     * @param session the store of JUnit's session
     */
    static List<Method> of(Store session, Class<?> type) {
        Planned planned = session.get(KEY, Planned.class);
        return planned == null
                ? List.of()
                : planned.methods().stream()
                        .filter(method -> method.getClassName().equals(type.getName()))
                        .map(MethodSource::getJavaMethod)
                        .toList();
    }
}
