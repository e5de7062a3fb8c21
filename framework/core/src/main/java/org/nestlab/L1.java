package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Injects the L1 guest hypervisor.
 *
 * <h2>Scope</h2>
 *
 * <p>Parameters of constructors, lifecycle methods, tests and test factories, and instance fields that are not final;
 * of type {@link org.nestlab.machine.Guest} or {@link org.nestlab.machine.Machine}. Fields get their value before
 * {@code @BeforeEach}, and a new one when the lab was replaced between tests.
 *
 * <h2>Errors</h2>
 *
 * <p>{@link LabConfigurationException} if the class has no lab, if the lab has no such guest, if it has several and
 * {@link #value()} is empty, or if the parameter or field has another type.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface L1 {

    /** The guest's name, empty where the level has only one guest. */
    String value() default "";
}
