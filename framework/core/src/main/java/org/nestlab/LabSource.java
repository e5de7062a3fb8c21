package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.nestlab.internal.junit.LabLocks;
import org.nestlab.internal.junit.LabMatrix;

/**
 * Runs a test class once for every lab of a matrix, each time named in the report by the lab's name. Stands in the
 * place of {@link Lab}.
 *
 * <h2>Creation</h2>
 *
 * <p>The labs come from a static method without parameters that returns a {@code Stream}, a {@code Collection} or an
 * array of {@link org.nestlab.spec.LabSpec}, with one spec or more and no name twice. Each is brought up when the first
 * of its machines is injected, so that only {@code nestlab.labs.max} of them are up at once.
 *
 * <p>A method that returns {@link org.nestlab.stack.MatrixLabs}, which {@link org.nestlab.stack.StackMatrix} makes,
 * says which lab is which cell: the report then shows what became of them as a grid.
 *
 * <h2>Scope</h2>
 *
 * <p>The cells are shared labs: a spec equal to another class's is the same lab. JUnit runs {@code @BeforeAll} and
 * {@code @AfterAll} methods, and the constructor under {@code PER_CLASS}, once for the whole matrix and not for each
 * cell: machines are refused there.
 *
 * <h2>Clean-up</h2>
 *
 * <p>As with {@link Lab}; a cell's lab is idle when the cell's last test has ended.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ClassTemplate
@ExtendWith({LabExtension.class, LabMatrix.class})
@ResourceLock(providers = LabLocks.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface LabSource {

    /**
     * The method: its name, or {@code com.example.Labs#cells} for one of another class. Empty for the only method of
     * the test class that qualifies.
     */
    String value() default "";
}
