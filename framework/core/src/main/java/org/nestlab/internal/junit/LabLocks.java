package org.nestlab.internal.junit;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.LabException;

/**
 * What test classes with a lab must not share while JUnit runs classes at the same time. Classes of one shared lab are
 * run one after the other, unless they say by {@code @Execution(CONCURRENT)} that they bear others: what one does to
 * its machines, such as a reset, would be a failure of the other. A class that measures runs alone.
 */
public final class LabLocks implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return locks(testClass, List.of());
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
        return locks(testClass, enclosing);
    }

    /** The locks of a class. A wrong declaration is reported when the class runs, not here. */
    private static Set<Lock> locks(Class<?> testClass, List<Class<?>> enclosing) {
        try {
            if (MeasuredClasses.contain(testClass)) {
                return Set.of(new Lock(Resources.GLOBAL, ResourceAccessMode.READ_WRITE));
            }
            return bearsOthers(testClass)
                    ? Set.of()
                    : LabDeclaration.find(testClass, enclosing)
                            .map(LabGroup::of)
                            .filter(group -> group.kind() == LabGroup.Kind.SHARED_LAB)
                            .map(group -> Set.of(lock(group)))
                            .orElse(Set.of());
        } catch (LabException | LinkageError e) {
            return Set.of();
        }
    }

    /** A lock of which the name is equal for equal labs. */
    private static Lock lock(LabGroup group) {
        return new Lock("org.nestlab.lab:" + group.spec(), ResourceAccessMode.READ_WRITE);
    }

    private static boolean bearsOthers(Class<?> testClass) {
        return AnnotationSupport.findAnnotation(testClass, Execution.class)
                .filter(execution -> execution.value() == ExecutionMode.CONCURRENT)
                .isPresent();
    }
}
