package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says that a test, or a class as a whole, changes its lab for good: the lab is discarded at the end of the test or the
 * class, and the next test gets a new one. On a class the tests of the class still share one lab.
 *
 * <p>A guest that a {@code @BeforeAll} method kept stands for the discarded lab; parameters and fields of the next test
 * do not.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface DirtiesLab {}
