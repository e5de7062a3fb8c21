package org.nestlab.internal.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabExtension;
import org.nestlab.LabScope;
import org.nestlab.LabSource;
import org.nestlab.spec.LabSpec;

/** Where a lab is asked for, and by which class. */
public sealed interface LabDeclaration {

    /** The class that asks; its nested classes use the same lab. */
    Class<?> owner();

    /** A class with {@link Lab}. */
    record Annotated(Class<?> owner, Lab lab) implements LabDeclaration {

        /** What the definition asks for.
         *
         * @throws LabConfigurationException if the definition cannot be made or fails */
        public LabSpec spec() {
            return LabDefinitions.specOf(lab.value());
        }
    }

    /** A class with {@link LabSource}. */
    record Matrix(Class<?> owner, LabSource source) implements LabDeclaration {}

    /** A class with a static field of {@link LabExtension}. */
    record Registered(Class<?> owner, LabExtension extension, LabSpec spec, LabScope scope) implements LabDeclaration {}

    /**
     * The declaration of the nearest class that has one: the class itself, or else the classes around it.
     *
     * @param enclosing the classes around it, outermost first
     * @throws LabConfigurationException if one class asks for two labs
     */
    static Optional<LabDeclaration> find(Class<?> testClass, List<Class<?>> enclosing) {
        Optional<LabDeclaration> found = declaredBy(testClass);
        for (int i = enclosing.size() - 1; i >= 0 && found.isEmpty(); i--) {
            found = declaredBy(enclosing.get(i));
        }
        return found;
    }

    private static Optional<LabDeclaration> declaredBy(Class<?> type) {
        List<LabDeclaration> found = new ArrayList<>();
        AnnotationSupport.findAnnotation(type, Lab.class).ifPresent(lab -> found.add(new Annotated(type, lab)));
        AnnotationSupport.findAnnotation(type, LabSource.class)
                .ifPresent(source -> found.add(new Matrix(type, source)));
        for (Field field : AnnotationSupport.findAnnotatedFields(type, RegisterExtension.class)) {
            if (field.getType() == LabExtension.class) {
                found.add(registered(type, field));
            }
        }
        if (found.size() > 1) {
            throw new LabConfigurationException("class %s asks for %d labs, by %s; expected one"
                    .formatted(
                            type.getName(),
                            found.size(),
                            found.stream().map(LabDeclaration::word).collect(Collectors.joining(" and "))));
        }
        return found.stream().findFirst();
    }

    private static LabDeclaration registered(Class<?> type, Field field) {
        String where = "field %s.%s".formatted(type.getName(), field.getName());
        if (!Modifier.isStatic(field.getModifiers())) {
            throw new LabConfigurationException(
                    "%s is an instance field; expected static, since a lab belongs to the class".formatted(where));
        }
        if (!(Fields.read(field, null) instanceof LabExtension extension)) {
            throw new LabConfigurationException("%s is null; expected LabExtension.of(…)".formatted(where));
        }
        LabSpec spec = extension
                .spec()
                .orElseThrow(() ->
                        new LabConfigurationException("%s names no lab; expected LabExtension.of(…)".formatted(where)));
        return new Registered(type, extension, spec, extension.scope());
    }

    private static String word(LabDeclaration declaration) {
        if (declaration instanceof Annotated) {
            return "@Lab";
        }
        return declaration instanceof Matrix ? "@LabSource" : "LabExtension.of";
    }
}
