package org.nestlab.internal.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.MatrixLabs;

/** The method that {@code @LabSource} names, and the labs that it returns. */
final class SpecFactory {

    private static final String WANTED =
            "a static method without parameters that returns a Stream, a Collection or an array of LabSpec";

    private SpecFactory() {}

    /**
     * The labs of a matrix.
     *
     * @param owner the class with the annotation
     * @param name the annotation's value
     * @return one or more specs, no name twice; the {@link MatrixLabs} themselves where it returns such
     * @throws LabConfigurationException naming the method and what is wrong with it
     */
    static List<LabSpec> specs(Class<?> owner, String name) {
        Method method = name.isEmpty() ? only(owner) : named(owner, name);
        String where =
                "@LabSource method %s.%s".formatted(method.getDeclaringClass().getName(), method.getName());
        if (!Modifier.isStatic(method.getModifiers()) || method.getParameterCount() > 0) {
            throw new LabConfigurationException("%s is %s; expected %s"
                    .formatted(
                            where,
                            method.getParameterCount() > 0 ? "one with parameters" : "an instance method",
                            WANTED));
        }
        List<LabSpec> specs = list(where, invoke(where, method));
        if (specs.isEmpty()) {
            throw new LabConfigurationException("%s returned no lab; expected one or more".formatted(where));
        }
        Set<String> names = new HashSet<>();
        for (LabSpec spec : specs) {
            if (!names.add(spec.name())) {
                throw new LabConfigurationException(
                        "%s returned two labs called '%s': give each its own name with named()"
                                .formatted(where, spec.name()));
            }
        }
        return specs;
    }

    private static Method named(Class<?> owner, String name) {
        int hash = name.indexOf('#');
        Class<?> type = owner;
        if (hash >= 0) {
            String className = name.substring(0, hash);
            type = ReflectionSupport.tryToLoadClass(className, owner.getClassLoader())
                    .getOrThrow(e -> new LabConfigurationException(
                            "@LabSource(\"%s\") of %s: there is no class %s"
                                    .formatted(name, owner.getName(), className),
                            e));
        }
        String methodName = name.substring(hash + 1);
        List<Method> found = methods(type, methodName);
        if (found.size() != 1) {
            throw new LabConfigurationException("@LabSource(\"%s\") of %s: %s has %s method '%s', expected %s"
                    .formatted(
                            name,
                            owner.getName(),
                            type.getName(),
                            found.isEmpty() ? "no" : "more than one",
                            methodName,
                            WANTED));
        }
        return found.get(0);
    }

    private static List<Method> methods(Class<?> type, String name) {
        return ReflectionSupport.findMethods(
                type,
                method -> method.getName().equals(name) && !method.isSynthetic(),
                HierarchyTraversalMode.BOTTOM_UP);
    }

    private static Method only(Class<?> owner) {
        List<Method> found =
                ReflectionSupport.findMethods(owner, SpecFactory::qualifies, HierarchyTraversalMode.BOTTOM_UP);
        if (found.size() != 1) {
            throw new LabConfigurationException("@LabSource of %s names no method and the class has %s; expected %s"
                    .formatted(
                            owner.getName(),
                            found.isEmpty()
                                    ? "none that qualifies"
                                    : "several, "
                                            + found.stream()
                                                    .map(Method::getName)
                                                    .sorted()
                                                    .collect(Collectors.joining(", ")),
                            WANTED));
        }
        return found.get(0);
    }

    private static boolean qualifies(Method method) {
        if (!Modifier.isStatic(method.getModifiers()) || method.getParameterCount() > 0 || method.isSynthetic()) {
            return false;
        }
        if (method.getReturnType() == LabSpec[].class || method.getReturnType() == MatrixLabs.class) {
            return true;
        }
        boolean many = Stream.class.isAssignableFrom(method.getReturnType())
                || Collection.class.isAssignableFrom(method.getReturnType());
        return many
                && method.getGenericReturnType() instanceof ParameterizedType generic
                && isSpec(generic.getActualTypeArguments());
    }

    private static boolean isSpec(Type[] arguments) {
        return arguments.length == 1 && arguments[0] == LabSpec.class;
    }

    private static @Nullable Object invoke(String where, Method method) {
        try {
            method.setAccessible(true);
            return method.invoke(null);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof LabException known) {
                throw known;
            }
            throw new LabConfigurationException("%s failed: %s".formatted(where, cause), cause);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new LabConfigurationException("%s cannot be called: %s".formatted(where, e.getMessage()), e);
        }
    }

    private static List<LabSpec> list(String where, @Nullable Object returned) {
        if (returned instanceof MatrixLabs labs) {
            return labs;
        }
        Stream<?> elements;
        if (returned instanceof Stream<?> stream) {
            elements = stream;
        } else if (returned instanceof Collection<?> collection) {
            elements = collection.stream();
        } else if (returned instanceof Object[] array) {
            elements = Arrays.stream(array);
        } else {
            throw new LabConfigurationException(
                    "%s returned %s; expected %s".formatted(where, typeOf(returned), WANTED));
        }
        try (elements) {
            return elements.map(element -> {
                        if (element instanceof LabSpec spec) {
                            return spec;
                        }
                        throw new LabConfigurationException("%s returned %s among its elements; expected LabSpec"
                                .formatted(where, typeOf(element)));
                    })
                    .toList();
        }
    }

    private static String typeOf(@Nullable Object value) {
        return value == null ? "null" : "a " + value.getClass().getName();
    }
}
