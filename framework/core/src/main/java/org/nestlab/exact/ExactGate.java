package org.nestlab.exact;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nestlab.internal.junit.ExactGates;

/**
 * Measures what exits cost on a candidate and on a baseline, in instructions, and passes the result to the test, which
 * declares an {@link ExactReport} parameter; {@link ExactReport#orThrow()} passes, fails or aborts the test.
 *
 * <pre>{@code
 * @Test
 * @ExactGate(candidate = "L1.kernel=package:linux-image-cloud-amd64/bookworm-backports")
 * void theNewKernelsExitsCostNoMore(ExactReport report) {
 *     report.orThrow();
 * }
 * }</pre>
 *
 * <h2>What is done</h2>
 *
 * <p>Before the test, for each vendor, the baseline is booted on an emulated machine and measured, twice to check that
 * its figures repeat, and then the candidate. The limits come from the section {@code exact} of the thresholds file.
 *
 * <h2>Scope</h2>
 *
 * <p>No lab is needed, and no nesting hardware. A vendor whose emulator is not installed is left out if another one of
 * {@link #vendors()} is; if none is, the test is aborted.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(ExactGates.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ExactGate {

    /**
     * The stack to compare with, as {@link org.nestlab.stack.Stack} reads it; {@code nestlab.baseline} overrides it.
     */
    String baseline() default "";

    /**
     * The stack to judge, in the same form; {@code nestlab.candidate} overrides it. Without either the test is aborted.
     */
    String candidate() default "";

    /** On whose virtualization. */
    Vendor[] vendors() default {Vendor.AMD, Vendor.INTEL};

    /** How long one boot may take by this machine's clock, in minutes. */
    int limitMinutes() default 15;
}
