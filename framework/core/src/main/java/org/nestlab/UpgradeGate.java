package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.nestlab.internal.junit.UpgradeGates;

/**
 * Compares two stacks of a lab and hands what came of it to the test, which takes an
 * {@link org.nestlab.upgrade.UpgradeReport} as a parameter; {@link org.nestlab.upgrade.UpgradeReport#orThrow()} passes,
 * fails or aborts the test.
 *
 * <pre>{@code
 * @Test
 * @UpgradeGate(candidate = "L1.kernel=package:linux-image-cloud-amd64/bookworm-backports")
 * void theNewKernelIsGoodForNesting(UpgradeReport report) {
 *     report.orThrow();
 * }
 * }</pre>
 *
 * <h2>What is done</h2>
 *
 * <p>Before the test, the lab is brought up once on each stack and must work: it boots, KVM is usable where guests
 * run, L2 is accelerated, and kernels and module parameters are those of the stack. If both work, they are measured in
 * pairs of fresh boots until every judged metric is decided, or the pairs or the time are used up; a coin decides which
 * of the two goes first. The thresholds are those of {@code L1/L1} and {@code L2/L2} in the thresholds file; a metric
 * without a threshold must not be worse than the baseline by more than the {@link #tolerance()}.
 *
 * <h2>Scope</h2>
 *
 * <p>The labs are this test's own and are gone when it begins. Labs of other tests that are idle are closed first.
 * Where JUnit runs tests at the same time, no other test runs beside this one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(UpgradeGates.class)
@ResourceLock(Resources.GLOBAL)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface UpgradeGate {

    /**
     * The stack to compare with, as {@link org.nestlab.stack.Stack} reads it; {@code nestlab.baseline} overrides it.
     */
    String baseline() default "";

    /**
     * The stack to judge, in the same form; {@code nestlab.candidate} overrides it. Without either it is the cell that
     * the test runs in, if its class runs over a {@link org.nestlab.stack.StackMatrix}; otherwise the test is aborted.
     */
    String candidate() default "";

    /**
     * Which lab; a class with a constructor without parameters. In a matrix of stacks the default is the lab that it
     * varies.
     */
    Class<? extends LabDefinition> lab() default DefaultLab.class;

    /**
     * What is measured, and on which level, for example {@code L2:sysbench-cpu-single}: a workload that comes with
     * Nestlab, or one of your own that is registered as a service, see {@link org.nestlab.workload.Workload}.
     */
    String[] workloads() default {"L1:sysbench-cpu-single", "L2:sysbench-cpu-single", "L2:exit-cpuid"};

    /**
     * Which of the metrics are judged, for example {@code L2:exit-cpuid.cycles}, or {@code L1:fio-randread-4k} for all
     * of a workload; all where none is named. The fewer, the less evidence each needs; the others are only shown.
     */
    String[] judged() default {};

    /** The largest acceptable loss where no threshold applies. */
    double tolerance() default 0.10;
}
