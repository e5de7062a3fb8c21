package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Injects the guest of a level into a parameter or a field of type {@link org.nestlab.machine.Guest}; level 0 is the
 * host, of type {@link org.nestlab.machine.Host}. Where a level has several guests, {@link #name()} says which.
 *
 * <h2>Scope and errors</h2>
 *
 * <p>Those of {@link L1}; a negative level is a {@link LabConfigurationException}, too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface OnLevel {

    /** The level: 0 for the host, 1 for L1, and so on. */
    int value();

    /** The guest's name, empty where the level has only one. */
    String name() default "";
}
