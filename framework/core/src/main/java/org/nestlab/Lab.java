package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.nestlab.internal.junit.LabLocks;

/**
 * Gives a test class a lab: the host and the guests that its {@link LabDefinition} asks for. Tests take machines by
 * {@link L1}, {@link L2} and {@link OnLevel} on parameters of constructors, test methods and lifecycle methods, and on
 * instance fields.
 *
 * <h2>Creation</h2>
 *
 * <p>The lab is brought up when the first of its machines is injected, not earlier: a class whose tests are all
 * disabled costs nothing. All its guests are ready then. A machine that the lab cannot have, such as an L3 of a lab
 * with two levels, is refused before anything is brought up. A lab that failed to come up is remembered for the rest of
 * the run: the next test that asks for an equal spec fails at once, with the same cause.
 *
 * <h2>Scope</h2>
 *
 * <p>Two equal specs are the same lab: with {@link LabScope#SHARED} all classes that ask for it share it; with
 * {@link LabScope#CLASS} the class has its own. {@code @Nested} classes use the lab of the enclosing class unless they
 * are annotated themselves. At most {@code nestlab.labs.max} labs are up at once, 1 by default: where another one is
 * wanted, the lab that has been idle longest is closed first, and where none is idle, the class waits.
 * {@link LabClassOrderer} orders classes so that labs are switched rarely.
 *
 * <h2>Classes at the same time</h2>
 *
 * <p>Where JUnit's parallel execution is on, classes of different labs run at the same time, as many as
 * {@code nestlab.labs.max} allows. Classes that share a lab run one after the other, each with its tests in one thread,
 * since one test's reset of a guest is another one's lost connection. {@code @Execution(CONCURRENT)} on a class says
 * that its tests bear others on their lab. A class with a test that takes a {@link org.nestlab.experiment.Bench} or an
 * {@link org.nestlab.explain.Explanation} runs alone.
 *
 * <h2>Clean-up</h2>
 *
 * <p>A shared lab is closed when room is needed or at the end of the test run, a class's own at the end of the class,
 * after its {@code @AfterAll} methods; deeper levels go first. A lab that
 * {@link DirtiesLab a test has changed for good}, or that died, is closed as soon as no running test uses it, and the
 * next test gets a new one. What could not be removed is reported and never replaces a test's own failure.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(LabExtension.class)
@ResourceLock(providers = LabLocks.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Lab {

    /** Which lab; a class with a constructor without parameters. */
    Class<? extends LabDefinition> value() default DefaultLab.class;

    /** Who shares it. */
    LabScope scope() default LabScope.SHARED;

    /** Whether it stays up for the next run; a lab with {@link LabScope#CLASS} never does. */
    LabReuse reuse() default LabReuse.AS_CONFIGURED;
}
