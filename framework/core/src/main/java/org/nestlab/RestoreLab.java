package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says that a test, or each test of a class, gets its lab as it was when it had just come up: a lab that another test
 * has used is closed before, and a new one takes its place. With {@code nestlab.snapshots=on} that one is thawed from
 * the snapshot of the first, in a fraction of the time of a boot; otherwise it is booted.
 *
 * <p>The lab stays for the next test, as it then is: one that must not get it so says {@code @RestoreLab}, too, or this
 * one says {@link DirtiesLab}. A guest that a {@code @BeforeAll} method kept stands for the closed lab; parameters and
 * fields of the test do not.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface RestoreLab {}
