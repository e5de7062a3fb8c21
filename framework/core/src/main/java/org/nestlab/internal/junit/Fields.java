package org.nestlab.internal.junit;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;

/** Fields of test classes, whatever their visibility. */
final class Fields {

    private Fields() {}

    static @Nullable Object read(Field field, @Nullable Object instance) {
        try {
            field.setAccessible(true);
            return field.get(instance);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw inaccessible(field, "read", e);
        }
    }

    static void write(Field field, Object instance, Object value) {
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw inaccessible(field, "written", e);
        }
    }

    private static LabConfigurationException inaccessible(Field field, String verb, Exception cause) {
        return new LabConfigurationException(
                "field %s.%s cannot be %s: %s; a module must open its package to org.junit.platform.commons and org.nestlab"
                        .formatted(field.getDeclaringClass().getName(), field.getName(), verb, cause.getMessage()),
                cause);
    }
}
