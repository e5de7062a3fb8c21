package org.nestlab.internal.junit;

import java.lang.reflect.Executable;
import java.util.Arrays;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.nestlab.experiment.Bench;

/** Which test classes measure: those of which a method or a constructor, also of a nested class, takes a bench. */
final class MeasuredClasses {

    private MeasuredClasses() {}

    static boolean contain(Class<?> type) {
        return !ReflectionSupport.findMethods(type, MeasuredClasses::takesBench, HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty()
                || Arrays.stream(type.getDeclaredConstructors()).anyMatch(MeasuredClasses::takesBench)
                || Arrays.stream(type.getDeclaredClasses()).anyMatch(MeasuredClasses::contain);
    }

    private static boolean takesBench(Executable method) {
        return Arrays.asList(method.getParameterTypes()).contains(Bench.class);
    }
}
