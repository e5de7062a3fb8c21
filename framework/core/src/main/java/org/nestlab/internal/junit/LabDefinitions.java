package org.nestlab.internal.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabDefinition;
import org.nestlab.LabException;
import org.nestlab.spec.LabSpec;

/** Definitions made into specs. */
public final class LabDefinitions {

    private LabDefinitions() {}

    /**
     * The spec of a definition, made with its constructor without parameters.
     *
     * @throws LabConfigurationException if it cannot be made, or fails
     */
    public static LabSpec specOf(Class<? extends LabDefinition> type) {
        LabDefinition definition;
        try {
            Constructor<? extends LabDefinition> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            definition = constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw failed(type, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new LabConfigurationException(
                    "lab definition %s cannot be made; expected a class, not an inner one, with a constructor without parameters"
                            .formatted(type.getName()),
                    e);
        }
        LabSpec spec;
        try {
            spec = definition.spec();
        } catch (LabException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw failed(type, e);
        }
        return required(type, spec);
    }

    private static LabSpec required(Class<?> type, LabSpec spec) {
        if (spec == null) {
            throw new LabConfigurationException(
                    "lab definition %s returned null; expected a LabSpec".formatted(type.getName()));
        }
        return spec;
    }

    private static LabConfigurationException failed(Class<?> type, Throwable cause) {
        return new LabConfigurationException("lab definition %s failed: %s".formatted(type.getName(), cause), cause);
    }
}
