package org.nestlab.internal.junit;

import java.lang.reflect.Executable;
import java.util.Arrays;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.nestlab.experiment.Bench;
import org.nestlab.explain.Explanation;

/** Which test classes measure: those of which a method or a constructor, also of a nested class, takes a
 * bench or an explanation. */
final class MeasuredClasses {

    private MeasuredClasses() {}

    static boolean contain(Class<?> type) {
        return !ReflectionSupport.findMethods(type, MeasuredClasses::measures, HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty()
                || Arrays.stream(type.getDeclaredConstructors()).anyMatch(MeasuredClasses::measures)
                || Arrays.stream(type.getDeclaredClasses()).anyMatch(MeasuredClasses::contain);
    }

    private static boolean measures(Executable method) {
        return Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> type == Bench.class || type == Explanation.class);
    }
}
